import type { Json } from '../vendor/types';
import { notFound } from './answers';

/** Products and plans come 100 per page; more than that cannot be requested. */
const PAGE_SIZE = 100;

/** One page in Django REST framework's envelope; `address` is the list's own URL, without a query. */
export function paginate(all: Json[], address: string, query: Record<string, string>) {
	const page = Number(query.page ?? 1);
	const size = Math.min(Number(query.page_size ?? PAGE_SIZE), PAGE_SIZE);
	const pages = Math.max(1, Math.ceil(all.length / size));
	if (page > pages) throw notFound('Invalid page.');

	const link = (target: number) => {
		if (target < 1 || target > pages) return null;
		return `${address}?${new URLSearchParams({ ...query, page: String(target) }).toString()}`;
	};
	return {
		count: all.length,
		next: link(page + 1),
		previous: link(page - 1),
		results: all.slice((page - 1) * size, page * size),
	};
}
