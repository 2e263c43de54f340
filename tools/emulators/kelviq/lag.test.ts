import { setTimeout as pause } from 'node:timers/promises';

import { kelviqBed } from './testSupport';

const bed = kelviqBed();

const productPath = () => `/catalog/products/${bed.kelviq.products[0]!.id}/`;
const PLAN = '/catalog/plans/pro-suite-desktop/';
const SEEDED = ['pro-suite-1.0.zip', 'release-notes.txt'];

const namesOf = (parts: Array<{ name: string }>) => parts.map(({ name }) => name);
const imagesRead = async () => namesOf((await bed.http.get(productPath())).data.images);
const filesRead = async (query = '') => namesOf((await bed.http.get(PLAN + query)).data.files);

async function attach(path: string, field: string, name: string): Promise<string[]> {
	const { data } = await bed.http.patch(path, { [field]: [await bed.upload(name)] });
	return namesOf(data[field === 'imageKeys' ? 'images' : 'files']);
}

describe('a lagging list', () => {
	it('shows a new image after so many reads; the response to the write shows it at once', async () => {
		bed.kelviq.listLagReads = 2;
		expect(await attach(productPath(), 'imageKeys', 'a.png')).toEqual(['a.png']);
		expect(await imagesRead()).toEqual([]);
		expect(await imagesRead()).toEqual([]);
		expect(await attach(productPath(), 'imageKeys', 'b.png')).toEqual(['a.png', 'b.png']);
		expect(await imagesRead()).toEqual(['a.png']);
		expect(await imagesRead()).toEqual(['a.png']);
		expect(await imagesRead()).toEqual(['a.png', 'b.png']);
	});

	it("shows a plan's new file after so many reads, and the copies of the old ones at once", async () => {
		bed.kelviq.listLagReads = 1;
		expect(await attach(PLAN, 'fileKeys', 'new.zip')).toEqual([...SEEDED, 'new.zip']);
		expect(await filesRead()).toEqual(SEEDED);
		expect(await filesRead('?version=2')).toEqual([...SEEDED, 'new.zip']);
	});

	it('shows what is new after so many milliseconds', async () => {
		bed.kelviq.listLagMs = 500;
		await attach(productPath(), 'imageKeys', 'a.png');
		expect(await imagesRead()).toEqual([]);
		await pause(510);
		expect(await imagesRead()).toEqual(['a.png']);
	});
});
