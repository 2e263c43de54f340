import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Outbox {
	port: number;
	user: string;
	password: string;
	/** What was sent, in the order in which it came. */
	mails: ParsedMail[];
	close(): Promise<void>;
}

/** A mail server that keeps what it is to send: RFC 5321. */
export async function startOutbox(): Promise<Outbox> {
	const outbox = { user: 'shop@example.com', password: randomBytes(12).toString('hex') };
	const mails: ParsedMail[] = [];
	const server = new SMTPServer({
		disabledCommands: ['STARTTLS'],
		allowInsecureAuth: true,
		onAuth: ({ username, password }, _session, done) => {
			const isKnown = username === outbox.user && password === outbox.password;
			return isKnown ? done(null, { user: username }) : done(new Error('Wrong password'));
		},
		onData: (stream, _session, done) => {
			simpleParser(stream).then(
				(mail) => {
					mails.push(mail);
					done();
				},
				(thrown: Error) => done(thrown),
			);
		},
	});
	const listening = server.listen(0, '127.0.0.1');
	await once(listening, 'listening');
	return {
		...outbox,
		mails,
		port: (listening.address() as AddressInfo).port,
		close: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}
