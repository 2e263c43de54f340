import { NodeApiError, UserError, type INode } from 'n8n-workflow';
import { connectionTrouble } from '../../../nodes/shared/connection';

const coded = (code: string, message = '') => Object.assign(new Error(message), { code });

const NODE = { name: 'Subject', type: 'test', typeVersion: 1 } as INode;

const ssrf = Object.assign(
	new UserError('The request was blocked because it resolves to a restricted IP address'),
	{ name: 'SsrfBlockedIpError' },
);

describe.each([
	['as it is thrown', (error: Error) => error],
	[
		'as axios wraps it',
		(error: Error) => Object.assign(new Error(error.message), { cause: error }),
	],
	['as n8n wraps it', (error: Error) => new NodeApiError(NODE, error as never)],
	[
		'as n8n up to 2.3x wraps it',
		(error: Error) => {
			const { message, code } = error as Error & { code?: string };
			return Object.assign(new Error('Stock'), { httpCode: code ?? null, messages: [message] });
		},
	],
])('%s', (_, wrap) => {
	it.each([
		[ssrf, "n8n's SSRF protection does not allow calls to h", false, true],
		[
			coded('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'),
			'the certificate of h is not trusted (SELF_SIGNED_CERT_IN_CHAIN)',
			false,
			true,
		],
		[
			coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'),
			'the certificate of h is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
			false,
			true,
		],
		[
			coded('EPROTO', 'write EPROTO wrong version number'),
			'no secure connection to h could be established (EPROTO)',
			false,
			true,
		],
		[
			coded('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'ssl/tls alert handshake failure'),
			'no secure connection to h could be established (ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE)',
			false,
			true,
		],
		[
			coded('ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version number'),
			'no secure connection to h could be established or kept (ERR_SSL_WRONG_VERSION_NUMBER)',
			false,
			false,
		],
		[
			new Error('Proxy connection ended before receiving CONNECT response'),
			'the proxy between n8n and h dropped the connection',
			true,
			true,
		],
		[
			coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'),
			'h could not be reached (ECONNREFUSED)',
			true,
			true,
		],
		[
			coded('EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:443'),
			'h could not be reached (EHOSTUNREACH)',
			true,
			true,
		],
		[
			coded('EHOSTUNREACH', 'read EHOSTUNREACH'),
			'the connection to h was interrupted (EHOSTUNREACH)',
			true,
			false,
		],
		[
			coded('ECONNRESET', 'socket hang up'),
			'the connection to h was interrupted (ECONNRESET)',
			true,
			false,
		],
		[new Error('Something else'), '', false, false],
	])('%s', (thrown, what, transient, neverSent) => {
		expect(connectionTrouble(wrap(thrown), 'h')).toMatchObject({ what, transient, neverSent });
	});
});

it('tells how a certificate is trusted', () => {
	const { remedy } = connectionTrouble(coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'h');
	expect(remedy).toContain('NODE_EXTRA_CA_CERTS');
});

it('tells how a host is allowed', () => {
	expect(connectionTrouble(ssrf, 'h').remedy).toContain('N8N_SSRF_ALLOWED_HOSTNAMES');
});
