import { untilAborted } from '../deadline';
import { withRetries } from '../retry';
import { seconds } from '../time';
import type { ByteStream } from './content';
import { close, peek, type Opened } from './firstBytes';
import { sendAll } from './sendAll';
import { afterSilence, patienceOfAll, SILENCE, watchStall } from './stall';
import { notRead } from './unread';
import type { UploadFile } from './uploadFile';

/** A file that was sent, under its final name and type. */
export interface SentFile extends Pick<UploadFile, 'fileName' | 'mimeType' | 'fileSize'> {
	/** '' for a file that was there already. */
	fileKey: string;
}

/** How files are sent. */
export interface Sending {
	/** Whether a file of this name is there, and not to be sent. */
	isThere?: (fileName: string) => boolean;
	/** Sends one file and returns the key it is stored under. */
	send: (file: UploadFile, index: number) => Promise<string>;
}

/**
 * Sends several files, each once its type is decided, which may take its first bytes.
 * @throws StepError of the first file that was not stored, with the keys of those that were
 */
export async function sendFiles(
	files: UploadFile[],
	run: { transfer: <T>(task: () => Promise<T>) => Promise<T>; signal: AbortSignal | undefined },
	{ isThere = () => false, send }: Sending,
): Promise<SentFile[]> {
	const sent: SentFile[] = [];
	await sendAll(files, run, async (given, index) => {
		return await withType(given, run.signal, async (file) => {
			const fileKey = isThere(file.fileName) ? '' : await send(file, index);
			const { fileName, mimeType, fileSize } = file;
			sent[index] = { fileName, mimeType, fileSize, fileKey };
			return fileKey;
		});
	});
	return sent;
}

/**
 * Does something with a file whose type is decided. One that only its first bytes can tell is opened
 * here, and the same bytes are what `open` then gives first; nobody opens it twice or holds it while
 * it waits for its turn.
 */
async function withType<T>(
	file: UploadFile,
	signal: AbortSignal | undefined,
	task: (file: UploadFile) => Promise<T>,
): Promise<T> {
	const { decide, ...undecided } = file;
	if (!decide) return await task(file);
	const opened = await withRetries(async (silence) => await beginningOf(file, silence, signal), {
		step: 'input',
		refusal: `'${file.fileName}' was not sent`,
		patience: patienceOfAll(SILENCE),
		signal,
	});
	let held: Buffer | ByteStream | undefined = opened.bytes;
	const open: UploadFile['open'] = async (ending) => {
		const first = held;
		held = undefined;
		const isGood = first && (Buffer.isBuffer(first) || !first.destroyed);
		return isGood ? first : await file.open(ending);
	};
	try {
		return await task({ ...undecided, ...decide(opened.head), open });
	} finally {
		if (held) close(held);
	}
}

async function beginningOf(
	file: UploadFile,
	left: number,
	signal: AbortSignal | undefined,
): Promise<Opened> {
	const watch = watchStall(() => 0, signal, Math.min(seconds(SILENCE), left));
	try {
		const content = await untilAborted(file.open(watch.signal), watch.signal, close);
		return await peek(content, watch.signal);
	} catch (thrown) {
		signal?.throwIfAborted();
		const error = notRead(file, watch.stalled() ? { code: 'ETIMEDOUT' } : thrown);
		throw afterSilence(error, watch);
	} finally {
		watch.stop();
	}
}
