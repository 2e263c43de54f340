export { documentUpload } from './document/upload';
