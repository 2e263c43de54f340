import type { INodeParameters } from 'n8n-workflow';
import type { TestItem } from '../../engine';
import { pdf, png, type Bed } from '../../support/bed';

/** An operation with every parameter set, so that as much of its code as possible runs. */
export interface Subject {
	node: 'karmaCheck' | 'kelviq';
	resource: string;
	operation: string;
	parameters?: (bed: Bed) => INodeParameters;
	items?: TestItem[];
}

export const twoDocuments: TestItem[] = [{ files: { a: pdf('a', 'a.pdf'), b: pdf('b', 'b.pdf') } }];
export const twoImages: TestItem[] = [{ files: { a: png('a', 'a.png'), b: png('b', 'b.png') } }];
export const files = { binaryPropertyName: 'a,b' };
