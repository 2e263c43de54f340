import { addFiles } from '../../tools/emulators/kelviq/plans';
import { addImages } from '../../tools/emulators/kelviq/products';
import { draftOf, newestOf } from '../../tools/emulators/kelviq/versions';
import type { Stage } from './stage';

/** What somebody else puts on products and plans, before and while the node works on them. */
export class Foreign {
	private readonly added: Array<{ kind: 'image' | 'planFile'; target: string; url: string }> = [];

	constructor(
		private readonly stage: Pick<Stage, 'kelviq' | 'targets'>,
		private readonly random: () => number,
	) {
		for (const kind of ['image', 'planFile'] as const) {
			for (const target of stage.targets[kind]) this.addTo(kind, target);
		}
	}

	/** One more, on any of them. */
	add(kind: 'image' | 'planFile'): void {
		const targets = this.stage.targets[kind];
		this.addTo(kind, targets[Math.floor(this.random() * targets.length)]!);
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
		const { kelviq } = this.stage;
		const name = `${PREFIX}${this.added.length}.png`;
		const url = `https://cdn.kelviq.com/media/foreign/${name}`;
		this.added.push({ kind, target, url });
		if (kind === 'planFile') return addFiles(draftOf(kelviq.plan(target)), [{ name, url }]);
		addImages(
			kelviq.products.find(({ id }) => id === target)!,
			[{ name, url }],
		);
	}
}

const PREFIX = 'foreign-';
