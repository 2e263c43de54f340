import { SsrfProtectionConfig } from '@n8n/config';
import { Container } from '@n8n/di';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { pngItem, startBed, type Bed } from '../../../support/bed';
import { hasSsrfProtection } from '../../../support/features';
import { setPace } from '../../../support/pace';

describe('a call that is stopped on this side', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
		await setPace(10);
	});

	beforeEach(async () => {
		await bed.reset();
	});

	afterAll(async () => {
		await bed.close();
	});

	describe("by n8n's SSRF protection", () => {
		if (!hasSsrfProtection) {
			it('is not stopped by this n8n, which has none', async () => {
				expect((await bed.uploadMedia()).error).toBeUndefined();
			});
			return;
		}

		beforeEach(() => {
			Container.get(SsrfProtectionConfig).enabled = true;
		});

		afterEach(() => {
			Container.get(SsrfProtectionConfig).enabled = false;
		});

		it('is told with it, at once', async () => {
			const { error } = await bed.uploadMedia();

			expect(error?.message).toMatch(
				/^Kelviq did not issue an upload form: n8n's SSRF protection does not allow calls to 127\.0\.0\.1:\d+\. Ask the administrator of n8n to allow it \(N8N_SSRF_ALLOWED_HOSTNAMES\)/,
			);
			expect(bed.kelviq.requests).toEqual([]);
		});

		it('is told with it at the sign-in', async () => {
			const { error } = await bed.uploadDocument();

			expect(error?.message).toMatch(
				/^KarmaCheck did not issue an upload URL: KarmaCheck did not issue a session token: n8n's SSRF protection does not allow/,
			);
		});
	});

	it('because the other side speaks no TLS is told so', async () => {
		const baseUrl = bed.kelviq.baseUrl.replace('http:', 'https:');
		const credentials = { kelviqApi: { ...bed.kelviqApi(), baseUrl } };
		const { error } = await bed.uploadMedia({ credentials });

		expect(error?.message).toMatch(/no secure connection to 127\.0\.0\.1:\d+ could be established/);
	});

	describe('by a proxy', () => {
		let proxy: Server;
		let dropped = 0;

		beforeAll(async () => {
			proxy = createServer((socket) => {
				socket.once('data', () => {
					dropped += 1;
					socket.end();
				});
			});
			await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
			process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
		});

		afterAll(async () => {
			delete process.env.HTTPS_PROXY;
			await new Promise((resolve) => proxy.close(resolve));
		});

		it('that drops the connection is repeated, and told with it', async () => {
			const credentials = {
				kelviqApi: { ...bed.kelviqApi(), baseUrl: 'https://api.example.com/api/v1' },
			};
			const { error } = await bed.uploadMedia({ items: [pngItem()], credentials });

			expect(error?.message).toBe(
				'Kelviq did not issue an upload form: the proxy between n8n and api.example.com dropped the connection. Check the proxy that n8n uses, then run this item again',
			);
			expect(dropped).toBeGreaterThan(4);
		});
	});
});
