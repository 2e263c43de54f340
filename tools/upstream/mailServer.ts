import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { type Mail, messageOf } from './mail';

export interface MailServer {
	port: number;
	user: string;
	password: string;
	/** Puts a message into the inbox and tells who is listening. */
	receive(mail: Mail): void;
	/** How many messages nobody has read. */
	unread(): number;
	/** What clients asked for that this server does not know. */
	violations: string[];
	close(): Promise<void>;
}

interface Message {
	uid: number;
	source: Buffer;
	seen: boolean;
}

/** A mailbox with an inbox, as far as reading new mail needs IMAP: RFC 3501, with RFC 2177 (IDLE). */
export async function startMailServer(): Promise<MailServer> {
	const inbox: Message[] = [];
	const clients = new Set<net.Socket>();
	const server = net.createServer((socket) => {
		clients.add(socket);
		socket.on('close', () => clients.delete(socket)).on('error', () => socket.destroy());
		converse(socket, mailbox, inbox);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const mailbox: MailServer = {
		port: (server.address() as net.AddressInfo).port,
		user: 'recruiting@example.com',
		password: randomBytes(12).toString('hex'),
		violations: [],
		receive: (mail) => {
			inbox.push({ uid: inbox.length + 1, source: messageOf(mail), seen: false });
			for (const client of clients) client.write(`* ${inbox.length} EXISTS\r\n`);
		},
		unread: () => inbox.filter(({ seen }) => !seen).length,
		close: async () => {
			for (const client of clients) client.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return mailbox;
}

const CAPABILITIES = 'IMAP4rev1 IDLE';

/** Answers one client, a line at a time. */
function converse(socket: net.Socket, mailbox: MailServer, inbox: Message[]): void {
	const say = (line: string) => socket.write(`${line}\r\n`);
	let isLoggedIn = false;
	let idling = '';
	let rest = '';

	const answer = (tag: string, command: string, text: string): void => {
		const done = (words = 'done') => void say(`${tag} OK ${words}`);
		const refuse = (words: string) => {
			mailbox.violations.push(`${command} ${text}`.trim());
			say(`${tag} BAD ${words}`);
		};
		if (command === 'CAPABILITY') {
			say(`* CAPABILITY ${CAPABILITIES}`);
			return done();
		}
		if (command === 'NOOP') return done();
		if (command === 'LOGOUT') return void socket.end(`* BYE\r\n${tag} OK done\r\n`);
		if (command === 'LOGIN') {
			isLoggedIn = text.replaceAll('"', '') === `${mailbox.user} ${mailbox.password}`;
			if (!isLoggedIn) return void say(`${tag} NO [AUTHENTICATIONFAILED] wrong password`);
			return done();
		}
		if (!isLoggedIn) return refuse('log in first');
		if (command === 'LIST' || command === 'LSUB') {
			say(`* ${command} (\\HasNoChildren) "/" ${text.endsWith('""') ? '""' : 'INBOX'}`);
			return done();
		}
		if (command === 'SELECT') {
			say(`* ${inbox.length} EXISTS`);
			say('* FLAGS (\\Seen)');
			say('* OK [PERMANENTFLAGS (\\Seen)]');
			say('* OK [UIDVALIDITY 1]');
			say(`* OK [UIDNEXT ${inbox.length + 1}]`);
			return done('[READ-WRITE]');
		}
		if (command === 'IDLE') {
			idling = tag;
			return void say('+ idling');
		}
		if (command !== 'UID') return refuse('unknown command');
		const [, what = '', set = '', more = ''] = /^(\w+) (\S+) ?(.*)$/.exec(text) ?? [];
		if (what === 'SEARCH') {
			const found = search(inbox, `${set} ${more}`.trim());
			if (!found) return refuse('unknown criteria');
			say(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trimEnd());
			return done();
		}
		const chosen = inbox.filter(({ uid }) => isIn(uid, set, inbox.length));
		if (what === 'FETCH' && /BODY\.PEEK\[\]/.test(more)) {
			for (const { uid, source, seen } of chosen) {
				const flags = seen ? '\\Seen' : '';
				socket.write(`* ${uid} FETCH (UID ${uid} FLAGS (${flags}) BODY[] {${source.length}}\r\n`);
				socket.write(source);
				say(')');
			}
			return done();
		}
		if (what === 'STORE' && /^\+FLAGS(\.SILENT)? \(\\SEEN\)$/i.test(more)) {
			for (const message of chosen) message.seen = true;
			return done();
		}
		refuse('unknown command');
	};

	say(`* OK [CAPABILITY ${CAPABILITIES}] ready`);
	socket.setEncoding('utf8').on('data', (text: string) => {
		const lines = (rest + text).split('\r\n');
		rest = lines.pop() ?? '';
		for (const line of lines) {
			if (idling) {
				if (line === 'DONE') say(`${idling} OK done`);
				idling = '';
				continue;
			}
			const [, tag = '*', command = '', more = ''] = /^(\S+) (\S+) ?(.*)$/.exec(line) ?? [];
			answer(tag, command.toUpperCase(), more);
		}
	});
}

/** The messages that fit; undefined where a criterion is not known here. All are of today. */
function search(inbox: Message[], criteria: string): Message[] | undefined {
	let found = inbox;
	const words = criteria.split(' ');
	for (let word = words.shift(); word; word = words.shift()) {
		if (word === 'UNSEEN') found = found.filter(({ seen }) => !seen);
		else if (word === 'UID') {
			const set = words.shift() ?? '';
			found = found.filter(({ uid }) => isIn(uid, set, inbox.length));
		} else if (word === 'SINCE') {
			if (Date.parse(words.shift()?.replaceAll('-', ' ') ?? '') > Date.now()) found = [];
		} else return undefined;
	}
	return found;
}

/** Whether a number is in a set such as `1,3:5,9:*`; `*` is the highest there is. */
function isIn(uid: number, set: string, highest: number): boolean {
	return set.split(',').some((range) => {
		const ends = range.split(':').map((end) => (end === '*' ? highest : Number(end)));
		return uid >= Math.min(...ends) && uid <= Math.max(...ends);
	});
}
