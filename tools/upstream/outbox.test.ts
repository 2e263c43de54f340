import { once } from 'node:events';
import net from 'node:net';
import { startOutbox } from './outbox';

describe('the stand-in for an outgoing mail server', () => {
	it('takes a message from its user alone', async () => {
		const outbox = await startOutbox();
		const plain = (password: string) =>
			Buffer.from(`\0${outbox.user}\0${password}`).toString('base64');
		const socket = net.connect(outbox.port, '127.0.0.1').setEncoding('utf8');
		const answer = async () => String((await once(socket, 'data'))[0]);
		const ask = async (line: string) => {
			socket.write(`${line}\r\n`);
			return await answer();
		};
		await answer();
		await ask('EHLO localhost');
		expect(await ask('MAIL FROM:<shop@example.com>')).toMatch(/^530 /);
		expect(await ask(`AUTH PLAIN ${plain('wrong')}`)).toMatch(/^535 /);
		expect(await ask(`AUTH PLAIN ${plain(outbox.password)}`)).toMatch(/^235 /);
		await ask('MAIL FROM:<shop@example.com>');
		await ask('RCPT TO:<sam.taylor@example.com>');
		await ask('DATA');
		expect(await ask('Subject: Your order\r\n\r\nThank you.\r\n.')).toMatch(/^250 /);
		expect(outbox.mails[0]?.subject).toBe('Your order');
		socket.destroy();
		await outbox.close();
	});
});
