// One line for each operation; the name is its operationId in openapi.yml.
export { createUpload } from './createUpload';
export { listProducts } from './listProducts';
