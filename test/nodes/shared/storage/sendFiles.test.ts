import { Readable } from 'node:stream';
import { limiter } from '../../../../nodes/shared/node/limit';
import { sendFiles } from '../../../../nodes/shared/storage/sendFiles';
import type { UploadFile } from '../../../../nodes/shared/storage/uploadFile';
import { bytesOf, fileOf } from './file';

const runOf = (most = 5) => ({ transfer: limiter(most), signal: undefined });

/** A file whose type only its bytes tell, and how many of its streams are open. */
function untold(fileName: string, content = Buffer.alloc(100_000, 'x')) {
	const streams: Readable[] = [];
	const open = jest.fn(async () => {
		const stream = Readable.from([content.subarray(0, 50_000), content.subarray(50_000)]);
		streams.push(stream);
		return stream;
	});
	const decide = jest.fn(() => ({ fileName: `${fileName}.pdf`, mimeType: 'application/pdf' }));
	const file = fileOf(content, { fileName, mimeType: 'application/octet-stream', open, decide });
	return { file, open, decide, isOpen: () => streams.some(({ destroyed }) => !destroyed) };
}

const sendWhole = async (file: UploadFile) => {
	await bytesOf(await file.open());
	return `key of ${file.fileName}`;
};

it('a file whose type is known is sent as it is', async () => {
	const file = fileOf('hello');
	const send = jest.fn(async (sent: UploadFile, index: number) => `key ${sent === file} ${index}`);
	expect(await sendFiles([file], runOf(), { send })).toEqual([
		{ fileName: 'a.pdf', mimeType: 'application/pdf', fileSize: 5, fileKey: 'key true 0' },
	]);
});

it('a file whose type its bytes tell is opened once, and sent from that stream', async () => {
	const { file, open, decide } = untold('contract');
	const sent: Buffer[] = [];
	const files = await sendFiles([file], runOf(), {
		send: async (decided) => {
			expect(decided).toMatchObject({ fileName: 'contract.pdf', mimeType: 'application/pdf' });
			expect(decided.decide).toBeUndefined();
			sent.push(await bytesOf(await decided.open()));
			return 'key';
		},
	});
	expect(open).toHaveBeenCalledTimes(1);
	expect(decide.mock.calls).toEqual([[Buffer.alloc(4096, 'x')]]);
	expect(sent[0]!.equals(Buffer.alloc(100_000, 'x'))).toBe(true);
	expect(files).toEqual([
		{ fileName: 'contract.pdf', mimeType: 'application/pdf', fileSize: 100_000, fileKey: 'key' },
	]);
});

it('it is opened again for another attempt, or when the stream broke meanwhile', async () => {
	const { file, open } = untold('contract');
	const send = async (decided: UploadFile) => {
		const first = (await decided.open()) as Readable;
		first.destroy();
		expect(await bytesOf(await decided.open())).toHaveLength(100_000);
		return 'key';
	};
	await sendFiles([file], runOf(), { send });
	expect(open).toHaveBeenCalledTimes(2);
});

it('no more of them are open than may be sent at the same time', async () => {
	const files = Array.from({ length: 6 }, (_, index) => untold(String(index)));
	const most: number[] = [];
	const send = async (file: UploadFile) => {
		most.push(files.filter(({ isOpen }) => isOpen()).length);
		return await sendWhole(file);
	};
	await sendFiles(
		files.map(({ file }) => file),
		runOf(2),
		{ send },
	);
	expect(Math.max(...most)).toBe(2);
	expect(files.some(({ isOpen }) => isOpen())).toBe(false);
});

it.each([
	['is there by its decided name', { isThere: (name: string) => name === 'contract.pdf' }, ''],
	['is never opened by who sends it', {}, 'key'],
])('a file that %s is let go of', async (_what, more, fileKey) => {
	const { file, isOpen } = untold('contract');
	const files = await sendFiles([file], runOf(), { send: async () => 'key', ...more });
	expect(files).toMatchObject([{ fileName: 'contract.pdf', fileKey }]);
	expect(isOpen()).toBe(false);
});

it('a file is let go of when its URL is refused', async () => {
	const { file, isOpen } = untold('contract');
	const send = async () => await Promise.reject<string>(new Error('no URL'));
	await expect(sendFiles([file], runOf(), { send })).rejects.toThrow('no URL');
	expect(isOpen()).toBe(false);
});

it('a file that cannot be read is said not to be sent', async () => {
	const { file, open } = untold('contract');
	open.mockImplementation(async () => {
		const stream = new Readable({ read() {} });
		stream.destroy(Object.assign(new Error('/home/x'), { code: 'ERR_X' }));
		return stream;
	});
	await expect(sendFiles([file], runOf(), { send: sendWhole })).rejects.toMatchObject({
		step: 'input',
		what: "'contract' was not sent: n8n's file storage did not return it (ERR_X)",
		remedy: 'Run this item again',
	});
});
