// One line for each operation; the name is its operationId in openapi.yml.
export { authenticate } from './authenticate';
export { createCase } from './createCase';
export { createRecords } from './createRecords';
export { createUploadUrls } from './createUploadUrls';
export { getCase } from './getCase';
export { getDownloadUrl } from './getDownloadUrl';
export { getReportUrl } from './getReportUrl';
export { listAllCases } from './listAllCases';
export { listCaseDocuments } from './listCaseDocuments';
export { listCases } from './listCases';
export { listMimeTypes } from './listMimeTypes';
export { listPackages } from './listPackages';
