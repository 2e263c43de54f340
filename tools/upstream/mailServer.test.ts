import { once } from 'node:events';
import net from 'node:net';
import { type MailServer, startMailServer } from './mailServer';

describe('the stand-in for a mailbox', () => {
	let server: MailServer;
	let socket: net.Socket;
	let heard = '';

	beforeEach(async () => {
		heard = '';
		server = await startMailServer();
		socket = net.connect(server.port, '127.0.0.1').setEncoding('utf8');
		socket.on('data', (text: string) => {
			heard += text;
		});
	});

	afterEach(async () => {
		socket.destroy();
		await server.close();
	});

	/** Sends a command and waits for its own answer. */
	const ask = async (command: string): Promise<string> => {
		heard = '';
		socket.write(`T ${command}\r\n`);
		while (!/^T \w+/m.test(heard)) await once(socket, 'data');
		return heard;
	};
	const logIn = async () => await ask(`LOGIN "${server.user}" "${server.password}"`);
	const mail = {
		from: { name: 'Alex Morgan', address: 'alex.morgan@example.com' },
		subject: 'Signed',
		text: 'Attached.',
		attachments: [{ name: 'nda.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-') }],
	};

	it('lets nobody in with another password, and shows nothing before', async () => {
		expect(await ask(`LOGIN "${server.user}" "wrong"`)).toMatch(/^T NO/m);
		expect(await ask('SELECT INBOX')).toMatch(/^T BAD/m);
	});

	it('announces a message, shows it whole, and keeps what was read', async () => {
		await logIn();
		await ask('SELECT INBOX');
		heard = '';
		server.receive(mail);
		await once(socket, 'data');
		expect(heard).toBe('* 1 EXISTS\r\n');
		expect(await ask('UID SEARCH UNSEEN')).toMatch(/^\* SEARCH 1\r\n/);
		const message = await ask('UID FETCH 1 (UID BODY.PEEK[])');
		expect(message).toContain('From: Alex Morgan <alex.morgan@example.com>');
		expect(message).toContain(`\r\n${Buffer.from('%PDF-').toString('base64')}\r\n`);
		expect(server.unread()).toBe(1);
		await ask('UID STORE 1 +FLAGS.SILENT (\\Seen)');
		expect(server.unread()).toBe(0);
		expect(await ask('UID SEARCH UNSEEN')).toMatch(/^\* SEARCH\r\n/);
	});

	it('records what it does not know', async () => {
		await logIn();
		expect(await ask('UID SEARCH FROM alex')).toMatch(/^T BAD/m);
		expect(server.violations).toEqual(['UID SEARCH FROM alex']);
	});
});
