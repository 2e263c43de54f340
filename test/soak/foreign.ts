import { addFiles } from '../../tools/emulators/kelviq/plans';
import { addImages } from '../../tools/emulators/kelviq/products';
import { draftOf, newestOf } from '../../tools/emulators/kelviq/versions';
import type { Stage } from './stage';

/** How often somebody comes while the node changes a product or plan. */
const MEANWHILE = 0.3;

/** What somebody else puts on products and plans, before and while the node works on them. */
export class Foreign {
	private number = 0;

	private readonly added: Array<{ kind: 'image' | 'planFile'; target: string; url: string }> = [];

	constructor(
		private readonly stage: Pick<Stage, 'kelviq' | 'targets'>,
		private readonly random: () => number,
	) {
		for (const kind of ['image', 'planFile'] as const) {
			for (const target of stage.targets[kind]) this.addTo(kind, target);
		}
		// These are to be replaced.
		for (const target of stage.targets.replaced) this.put('image', target);
	}

	/** From now on, some changes come right before one of the node's, which has read all others. */
	watch({ proxies }: Pick<Stage, 'proxies'>): void {
		proxies.kelviq.watch(({ method, path }) => {
			const [, kind, target] = /\/(products|plans)\/([^/]+)\/$/.exec(path) ?? [];
			if (method !== 'PATCH' || !target || this.random() > MEANWHILE) return;
			this.addTo(kind === 'plans' ? 'planFile' : 'image', target);
		});
	}

	isForeign(name: string): boolean {
		return name.startsWith(PREFIX);
	}

	get total(): number {
		return this.added.length;
	}

	/** How many of them are gone. */
	deleted(): number {
		const { kelviq } = this.stage;
		return this.added.filter(({ kind, target, url }) => {
			if (kind === 'planFile') {
				return !newestOf(kelviq.plan(target)).files.some(({ file }) => file === url);
			}
			const product = kelviq.products.find(({ id }) => id === target);
			return !product?.images.some(({ image }) => image === url);
		}).length;
	}

	private addTo(kind: 'image' | 'planFile', target: string): void {
		this.added.push({ kind, target, url: this.put(kind, target) });
	}

	private put(kind: 'image' | 'planFile', target: string): string {
		const { kelviq } = this.stage;
		const name = `${PREFIX}${this.number++}.png`;
		const url = `https://cdn.kelviq.com/media/foreign/${name}`;
		if (kind === 'planFile') addFiles(draftOf(kelviq.plan(target)), [{ name, url }]);
		else
			addImages(
				kelviq.products.find(({ id }) => id === target)!,
				[{ name, url }],
			);
		return url;
	}
}

const PREFIX = 'foreign-';
