import type { INodeParameters } from 'n8n-workflow';
import type { TestFile, TestItem } from '../engine';

export function byId(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value };
}

export function pdf(content = 'signed', fileName = 'disclosure.pdf'): TestFile {
	return { bytes: Buffer.from(`%PDF-1.7 ${content}`), fileName, mimeType: 'application/pdf' };
}

export function png(content = 'pixels', fileName = 'product.png'): TestFile {
	return { bytes: Buffer.from(`\x89PNG ${content}`, 'latin1'), fileName, mimeType: 'image/png' };
}

export const pdfItem = (content?: string, fileName?: string): TestItem => ({
	files: { data: pdf(content, fileName) },
});

export const pngItem = (content?: string, fileName?: string): TestItem => ({
	files: { data: png(content, fileName) },
});
