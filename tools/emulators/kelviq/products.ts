import { randomUUID } from 'node:crypto';

export type ProductImage = {
	id: string;
	/** the file's name until it is changed */
	name: string | null;
	/** URL on the CDN */
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

/** A product without images; `identifier` is a slug that no other product has. */
export function newProduct(
	fields: Pick<Product, 'identifier' | 'name' | 'description' | 'taxCode'>,
): Product {
	return {
		id: randomUUID(),
		...fields,
		createdBy: 'Jane Smith',
		modifiedOn: new Date().toISOString(),
		images: [],
	};
}

/** Appends images; the first a product ever has (or has again) becomes its thumbnail. */
export function addImages(product: Product, files: Array<{ name: string; url: string }>): void {
	for (const { name, url } of files) {
		const orderings = product.images.map(({ ordering }) => ordering);
		product.images.push({
			id: randomUUID(),
			name,
			image: url,
			ordering: Math.max(-1, ...orderings) + 1,
			thumbnail: product.images.length === 0,
			enabled: true,
		});
	}
}
