import { pdfItem, pngItem, startBed, type Bed } from '../support/bed';
import { MemoryCredentials } from '../support/credentialsHelper';

const ITEMS = 12;

describe('how often the credential is read, which n8n does from its database', () => {
	let bed: Bed;

	beforeAll(async () => {
		bed = await startBed();
	});

	afterEach(() => {
		jest.restoreAllMocks();
	});

	afterAll(async () => {
		await bed.close();
	});

	it('is once in a run, and once by n8n for each call of the KarmaCheck API', async () => {
		const reads = jest.spyOn(MemoryCredentials.prototype, 'getDecrypted');
		bed.karmaCheck.requests.length = 0;
		const { karmaCheck } = bed;
		const token = { authentication: 'token', token: karmaCheck.token };
		const { error } = await bed.uploadDocument({
			items: Array.from({ length: ITEMS }, () => pdfItem()),
			credentials: { karmaCheckApi: { ...bed.karmaCheckApi(), ...token } },
		});

		expect(error).toBeUndefined();
		expect(reads).toHaveBeenCalledTimes(1 + karmaCheck.requests.length);
	});

	it('is once in a run, and once by n8n for each call of the Kelviq API', async () => {
		const reads = jest.spyOn(MemoryCredentials.prototype, 'getDecrypted');
		const { error } = await bed.uploadMedia({
			items: Array.from({ length: ITEMS }, () => pngItem()),
		});

		expect(error).toBeUndefined();
		expect(reads).toHaveBeenCalledTimes(1 + ITEMS);
	});
});
