// One line for each operation; the name is its operationId in openapi.yml.
export { authenticate } from './authenticate';
export { createRecords } from './createRecords';
export { createUploadUrls } from './createUploadUrls';
export { listCaseDocuments } from './listCaseDocuments';
export { listMimeTypes } from './listMimeTypes';
export { listPackages } from './listPackages';
