import { kelviqBed } from './testSupport';

// What a client must be ready for: the work is done, but no response arrives.
const bed = kelviqBed();
const live = '/catalog/plans/pro-suite-desktop';
const plan = () => bed.kelviq.plan('pro-suite-desktop');
const product = () => bed.kelviq.products[0]!;
const image = async () => {
	const imageKeys = [await bed.upload('a.png')];
	await bed.http.patch(`/catalog/products/${product().id}/`, { imageKeys });
	return `/catalog/products/${product().id}/image/${product().images[0]?.id}`;
};

interface Write {
	/** what to call, after what has to be there first */
	call(): Promise<[method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object]>;
	/** what shows that the work was done */
	done(): unknown;
}

const writes: Record<string, Write> = {
	'an upload': {
		call: async () => ['POST', '/media', { fileName: 'a.png', fileType: 'image/png' }],
		done: () => bed.kelviq.minted.size === 1,
	},
	'a new product': {
		call: async () => ['POST', '/catalog/products', { name: 'New', taxCode: 'saas' }],
		done: () => bed.kelviq.products.length === 4,
	},
	'images of a product': {
		call: async () => [
			'PATCH',
			`/catalog/products/${product().id}`,
			{ imageKeys: [await bed.upload('a.png')] },
		],
		done: () => product().images.length === 1,
	},
	'an archived product': {
		call: async () => ['DELETE', `/catalog/products/${product().id}`],
		done: () => bed.kelviq.archivedProducts.has(product().id),
	},
	'a changed image': {
		call: async () => ['PATCH', await image(), { name: 'New' }],
		done: () => product().images[0]?.name === 'New',
	},
	'a deleted image': {
		call: async () => ['DELETE', await image()],
		done: () => product().images.length === 0,
	},
	'a new plan': {
		call: async () => ['POST', '/catalog/plans', { name: 'New', product: product().id }],
		done: () => bed.kelviq.plan('new').versions.length === 1,
	},
	'files of a plan': {
		call: async () => ['PATCH', live, { fileKeys: [await bed.upload('a.zip')] }],
		done: () => plan().versions[1]?.files.length === 3,
	},
	'a published plan': {
		call: async () => {
			await bed.http.patch(`${live}/`, {});
			return ['POST', `${live}/publish`, {}];
		},
		done: () => plan().versions[1]?.isLatest,
	},
	'a discarded draft': {
		call: async () => {
			await bed.http.patch(`${live}/`, {});
			return ['DELETE', `${live}/discard`];
		},
		done: () => plan().versions.length === 1,
	},
	'an archived plan': {
		call: async () => ['DELETE', live],
		done: () => plan().archived,
	},
	'a changed file': {
		call: async () => [
			'PATCH',
			`${live}/file/${plan().versions[0]?.files[0]?.id}`,
			{ name: 'New' },
		],
		done: () => plan().versions[1]?.files[0]?.name === 'New',
	},
	'a deleted file': {
		call: async () => ['DELETE', `${live}/file/${plan().versions[0]?.files[0]?.id}`],
		done: () => plan().versions[1]?.files.length === 1,
	},
};

it.each(Object.entries(writes))('can be cut off after the work: %s', async (_title, write) => {
	const [method, path, data] = await write.call();
	const route = `${method} ${path}/`;
	bed.kelviq.script(route, { destroy: true, after: true });
	const call = bed.http.request({ method, url: `${path}/`, data });
	await expect(call).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(write.done()).toBe(true);
	expect(bed.kelviq.callsTo(route)).toMatchObject([{ status: 0 }]);
});

it.each(Object.entries(writes))('can be answered 502 after the work: %s', async (_title, write) => {
	const [method, path, data] = await write.call();
	const body = '<h1>Bad Gateway</h1>';
	bed.kelviq.script(`${method} ${path}/`, { status: 502, body, after: true });
	const answer = await bed.http.request({ method, url: `${path}/`, data });
	expect([answer.status, answer.data, write.done()]).toEqual([502, body, true]);
});

it('does nothing when it is cut off before the work', async () => {
	bed.kelviq.script('DELETE /catalog/plans/{identifier}/', { destroy: true });
	await expect(bed.http.delete(`${live}/`)).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(plan().archived).toBe(false);
});

it('can be asked to wait', async () => {
	const headers = { 'Retry-After': '3' };
	const body = { detail: 'Request was throttled. Expected available in 3 seconds.' };
	bed.kelviq.script('GET /catalog/plans/', { status: 429, headers, body });
	const answer = await bed.http.get('/catalog/plans/');
	expect([answer.status, answer.headers['retry-after'], answer.data]).toEqual([429, '3', body]);
	expect((await bed.http.get('/catalog/plans/')).status).toBe(200);
});
