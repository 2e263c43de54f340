import { randomUUID } from 'node:crypto';

import type { SignatureVersion, Storage } from '../storage';
import { ListLag, type Lagging } from '../vendor/lag';
import { Webhooks } from '../vendor/webhooks';
import type { Plan } from './plans';
import { newProduct, type Product } from './products';
import { freeSlug } from './slug';
import { storageKey } from './storageKey';
import { webhookRules } from './webhooks';

/** where the vendor keeps what is uploaded */
export const BUCKET = 'kelviq-uploads';

export interface MintedForm {
	fileKey: string;
	fileName: string;
	fileType: string;
}

/** What one account sees of Kelviq. */
export class KelviqState implements Lagging {
	readonly bucket = BUCKET;
	apiKey: string = `server-${randomUUID()}`;
	readonly minted = new Map<string, MintedForm>();
	/** temporary keys that have been used up */
	readonly attached = new Set<string>();
	/** with their images, as the API shows them */
	readonly products: Product[] = [
		product('Pro Suite', 'Tools for growing teams.', 'saas'),
		product('Field Guide', 'A handbook in PDF and EPUB.', 'ebook'),
		product('Icon Pack', 'Five hundred icons in SVG.', 'digitalgraphic'),
	];
	/** ids of products that lists and paths no longer know */
	readonly archivedProducts = new Set<string>();
	/** with all their versions and files; see `seedPlans` for the ones that exist from the start */
	readonly plans: Plan[] = [];
	/** maximum size of a posted file in bytes; documented as 5 GB */
	maxBytes = 5 * 1024 ** 3;
	/** further fields of its forms, e.g. success_action_status */
	formFields: Record<string, string> = {};
	/** how the storage's URLs are signed; the vendor may move to v4 at any time */
	signatureVersion: SignatureVersion = 'v2';
	/** what a plan is without `?version=`: the documentation's "latest" can be read both ways */
	defaultVersion: 'newest' | 'published' = 'newest';
	/** "short-lived": how long the URL behind a download is valid; negative: expired */
	downloadExpiresInSeconds = 60;
	/**
	 * so long a read of a product or plan does not show new images or files, and so many of its reads;
	 * the responses to writes do
	 */
	listLagMs = 0;
	listLagReads = 0;
	/** by the addresses of images and files, which a draft's copies share */
	readonly listLag = new ListLag();

	/** the endpoints of the dashboard, and what was sent to them */
	readonly webhooks = new Webhooks(webhookRules);

	constructor(readonly storage: Storage) {}

	/** Adds products `Sample 001`, `Sample 002` …; 130 need at least two pages. */
	seedProducts(count = 130): void {
		for (let i = 1; i <= count; i++) {
			const name = `Sample ${String(i).padStart(3, '0')}`;
			const identifier = freeSlug(
				name,
				this.products.map((other) => other.identifier),
			);
			this.products.push({ ...product(name, '', 'software'), identifier });
		}
	}

	/** The plan of this slug, archived or not; throws when there is none. */
	plan(identifier: string): Plan {
		const found = this.plans.find((plan) => plan.identifier === identifier);
		if (!found) throw new Error(`no plan ${identifier}`);
		return found;
	}

	/** The key in `bucket` of an image's `image` or a plan file's `file`. */
	storageKey(url: string): string {
		return storageKey(url);
	}
}

function product(name: string, description: string, taxCode: string): Product {
	const identifier = freeSlug(name, []);
	const modifiedOn = '2026-01-15T09:30:00.000Z';
	return { ...newProduct({ identifier, name, description, taxCode }), modifiedOn };
}
