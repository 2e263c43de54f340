export { mediaUpload } from './media/upload';
