import { randomUUID } from 'node:crypto';

/** A message as somebody's mail program sends it. */
export interface Mail {
	from: { name: string; address: string };
	subject: string;
	text: string;
	attachments: Array<{ name: string; contentType: string; bytes: Buffer }>;
}

/** The message in the format of the internet: RFC 5322, with its attachments by RFC 2046. */
export function messageOf({ from, subject, text, attachments }: Mail): Buffer {
	const boundary = `=_${randomUUID()}`;
	const head = [
		`From: ${from.name} <${from.address}>`,
		'To: Recruiting <recruiting@example.com>',
		`Subject: ${subject}`,
		`Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
		`Message-ID: <${randomUUID()}@example.com>`,
		'MIME-Version: 1.0',
	];
	const body = ['Content-Type: text/plain; charset=utf-8', '', text];
	if (attachments.length === 0) return Buffer.from([...head, ...body, ''].join('\r\n'));
	const files = attachments.map(({ name, contentType, bytes }) => [
		`Content-Type: ${contentType}; name="${name}"`,
		'Content-Transfer-Encoding: base64',
		`Content-Disposition: attachment; filename="${name}"`,
		'',
		bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
	]);
	const parts = [body, ...files].map((lines) => [`--${boundary}`, ...lines].join('\r\n'));
	const type = `Content-Type: multipart/mixed; boundary="${boundary}"`;
	return Buffer.from([...head, type, '', ...parts, `--${boundary}--`, ''].join('\r\n'));
}
