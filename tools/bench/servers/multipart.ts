import type { ServerResponse } from 'node:http';

/** The parts of the one multipart upload that may be under way. */
let parts = 0;

/** What n8n's AWS S3 node asks for around the parts of a file. */
export function isMultipart(method = '', url: URL): boolean {
	const { searchParams: query } = url;
	return query.has('location') || query.has('uploads') || query.has('uploadId') || method === 'GET';
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html */
export function answerMultipart(method = '', url: URL, response: ServerResponse): void {
	const { searchParams: query } = url;
	if (query.has('location')) {
		xml(response, 'LocationConstraint', 'us-east-1');
	} else if (query.has('uploads')) {
		parts = 0;
		xml(response, 'InitiateMultipartUploadResult', '<UploadId>1</UploadId>');
	} else if (method === 'PUT') {
		parts += 1;
		response.writeHead(200, { ETag: '"0"' }).end();
	} else if (method === 'GET') {
		const one = (_: unknown, index: number) =>
			`<Part><ETag>"0"</ETag><PartNumber>${index + 1}</PartNumber></Part>`;
		xml(response, 'ListPartsResult', Array.from({ length: parts }, one).join(''));
	} else {
		xml(response, 'CompleteMultipartUploadResult', `<Location>${url.pathname}</Location>`);
	}
}

function xml(response: ServerResponse, element: string, content: string): void {
	const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
	response
		.writeHead(200, { 'Content-Type': 'application/xml' })
		.end(
			`<?xml version="1.0" encoding="UTF-8"?><${element} xmlns="${namespace}">${content}</${element}>`,
		);
}
