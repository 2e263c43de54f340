import { randomUUID } from 'node:crypto';

import type { SignatureVersion, Storage } from '../storage';

export interface MintedForm {
	fileKey: string;
	fileName: string;
	fileType: string;
}

export type ProductImage = {
	id: string;
	name: string | null;
	image: string;
	ordering: number;
	thumbnail: boolean;
	enabled: boolean;
};

export type Product = {
	id: string;
	identifier: string;
	name: string;
	description: string;
	taxCode: string;
	createdBy: string;
	/** ISO 8601 */
	modifiedOn: string;
	images: ProductImage[];
};

/** What one account sees of Kelviq. */
export class KelviqState {
	readonly bucket = 'kelviq-uploads';
	apiKey: string = `server-${randomUUID()}`;
	readonly minted = new Map<string, MintedForm>();
	readonly products: Product[] = [
		product('Pro Suite', 'Tools for growing teams.', 'saas'),
		product('Field Guide', 'A handbook in PDF and EPUB.', 'ebook'),
		product('Icon Pack', 'Five hundred icons in SVG.', 'digitalgraphic'),
	];
	/** most bytes a posted file may have; documented as 5 GB */
	maxBytes = 5 * 1024 ** 3;
	/** how the storage's addresses are signed; the vendor may move to v4 any day */
	signatureVersion: SignatureVersion = 'v2';

	constructor(readonly storage: Storage) {}
}

function product(name: string, description: string, taxCode: string): Product {
	return {
		id: randomUUID(),
		identifier: name.toLowerCase().replaceAll(' ', '-'),
		name,
		description,
		taxCode,
		createdBy: 'Jane Smith',
		modifiedOn: '2026-01-15T09:30:00.000Z',
		images: [],
	};
}
