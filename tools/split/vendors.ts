/** A vendor that has a package of its own, made from the sources of the combined one. */
export interface Vendor {
	/** The name of its package and repository. */
	package: string;
	/** As users read it, and as the folders of its nodes begin. */
	name: string;
	/** Its name in any spelling, in paths and in text. */
	word: RegExp;
	/** What the manifest says about its package. */
	description: string;
	/** Keywords of the combined package that are about it, though they do not name it. */
	keywords: string[];
}

export const VENDORS: Vendor[] = [
	{
		package: 'n8n-nodes-karmacheck',
		name: 'KarmaCheck',
		word: /karma[ _-]?check/i,
		description:
			"n8n nodes that attach candidates' signed documents to KarmaCheck cases through presigned uploads",
		keywords: ['background check'],
	},
	{
		package: 'n8n-nodes-kelviq',
		name: 'Kelviq',
		word: /kelviq/i,
		description:
			'n8n nodes that add images and files to the Kelviq catalog through presigned uploads',
		keywords: [],
	},
];

export const othersOf = (vendor: Vendor): Vendor[] => VENDORS.filter((one) => one !== vendor);

/** Whether a text, a line or a path names another vendor than this. */
export const namesAnother = (vendor: Vendor, text: string): boolean =>
	othersOf(vendor).some(({ word }) => word.test(text));
