export interface DocumentRecord {
	id: string;
	fileKey: string;
	originalFileName: string;
	documentTypeId: string;
	caseId: string | null;
	title: string | null;
	description: string | null;
	fileFormat: string | null;
}
