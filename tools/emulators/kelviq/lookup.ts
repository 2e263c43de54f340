import { notFound } from './answers';
import type { Plan, PlanFile, PlanVersion } from './plans';
import type { Product, ProductImage } from './products';
import type { KelviqState } from './state';

/** 404 for products that do not exist or are archived. */
export function requireProduct(state: KelviqState, id = ''): Product {
	const product = state.products.find((other) => other.id === id);
	if (!product || state.archivedProducts.has(id)) throw notFound();
	return product;
}

/** 404 for images of other products too. */
export function requireImage({ images }: Product, id = ''): ProductImage {
	const image = images.find((other) => other.id === id);
	if (!image) throw notFound();
	return image;
}

/** 404 for plans that do not exist or are archived. */
export function requirePlan(state: KelviqState, identifier = ''): Plan {
	const plan = state.plans.find((other) => other.identifier === identifier);
	if (!plan || plan.archived) throw notFound();
	return plan;
}

/** 404 for files of other versions too. */
export function requireFile({ files }: PlanVersion, id = ''): PlanFile {
	const file = files.find((other) => other.id === id);
	if (!file) throw notFound();
	return file;
}
