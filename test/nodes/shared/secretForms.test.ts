import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { inspect } from 'node:util';
import { everythingOf, startFuzzBed, type FuzzBed } from '../../fuzz/bed';
import type { Move } from '../../fuzz/moves';
import { subjects } from '../../fuzz/operations';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.requireActual<{ sleep: unknown }>('../../fuzz/waiting').sleep,
}));

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;

/** A text as it is, and as it looks in a URL, in JSON, and inside longer base64. */
function formsOf(secret: string): string[] {
	const within = [0, 1, 2].map((offset) =>
		Buffer.from('x'.repeat(offset) + secret)
			.toString('base64')
			.slice(4, -4),
	);
	const inJson = JSON.stringify(secret).slice(1, -1);
	return [secret, encodeURIComponent(secret), inJson, ...within];
}

const xml = (code: string, message: string): Move => ({
	kind: 'reply',
	status: 400,
	headers: {},
	body: `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});
const PASS: Move[] = [{ kind: 'pass' }];
const storageFailures: Array<[string, Move[]]> = [
	['breaks every connection', [{ kind: 'cut' }]],
	['breaks off in its answers', [{ kind: 'shorten', share: 0.5, cut: true }]],
	['says that the transfer took too long', [xml('RequestTimeout', 'Your socket was idle.')]],
	['says that the session has expired', [xml('ExpiredToken', 'The provided token has expired.')]],
	['repeats the request as text', [{ kind: 'echo', status: 403, as: 'text' }]],
	['repeats the request as JSON', [{ kind: 'echo', status: 403, as: 'json' }]],
	['repeats the request in its error document', [{ kind: 'echo', status: 403, as: 'xml' }]],
];
const vendorFailures: Array<[string, Move[]]> = [
	['breaks every connection', [{ kind: 'cut' }]],
	['breaks off in its answers', [{ kind: 'shorten', share: 0.5, cut: true }]],
	['repeats the request as text', [{ kind: 'echo', status: 400, as: 'text' }]],
	['repeats the request as JSON', [{ kind: 'echo', status: 500, as: 'json' }]],
	['returns half of each answer', [{ kind: 'shorten', share: 0.5, cut: false }]],
];
const uploads = subjects
	.filter(({ operation }) => /^upload/.test(operation))
	.flatMap((subject) => (['v2', 'v4'] as const).map((version) => ({ ...subject, version })));

describe('no secret is in an error, in saved data or in the log, in any form', () => {
	let bed: FuzzBed;
	let log: string;

	beforeAll(async () => {
		bed = await startFuzzBed();
		const logger = Container.get(Logger);
		for (const level of LEVELS) {
			jest.spyOn(logger, level).mockImplementation((...entry: unknown[]) => {
				log += inspect(entry, { depth: 8, maxStringLength: null });
			});
		}
		jest.spyOn(logger, 'scoped').mockReturnValue(logger);
	});

	afterAll(async () => {
		jest.restoreAllMocks();
		await bed.close();
	});

	beforeEach(async () => {
		await bed.reset();
		log = '';
	});

	async function expectSilence(subject: (typeof uploads)[number], vendor: Move[], store: Move[]) {
		bed.karmaCheck.signatureVersion = subject.version;
		bed.kelviq.signatureVersion = subject.version;
		const { error, saved } = await bed.run(subject, vendor, store);

		expect(error).toBeDefined();
		const secrets = [...new Set(bed.secrets())].flatMap(formsOf);
		expect(secrets.length).toBeGreaterThan(20);
		const told = [everythingOf(error), saved, log].join('\n');
		expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
	}

	describe.each(uploads)('$node $resource $operation, $version', (subject) => {
		it.each(storageFailures)('when the storage %s', async (_, moves) => {
			await expectSilence(subject, PASS, moves);
		});

		it.each(vendorFailures)('when the service %s', async (_, moves) => {
			await expectSilence(subject, moves, PASS);
		});
	});

	it('and the log is listened to', () => {
		Container.get(Logger).scoped('push').debug('heard', { key: 'value' });

		expect(log).toContain("heard', { key: 'value' }");
	});
});
