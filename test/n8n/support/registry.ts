import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Server as NetServer } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { readManifest, type PackedPackage } from '../../../tools/n8n/package';

const HOST = 'registry.npmjs.org';

/** A registry that contains one package and, for whoever gets `env`, takes the place of npm's. */
export interface Registry {
	/** The package's checksum, as npm gives it. */
	integrity: string;
	env: NodeJS.ProcessEnv;
	close(): Promise<void>;
}

/**
 * n8n asks npm's own registry unless it has a license for another. So this one has its name: a proxy
 * leads to it, and its certificate, created for the test, is trusted by n8n and npm alone.
 * @param folder for the certificate and npm's cache
 * @param project the folder of the package, with its `package.json`
 */
export async function startRegistry(
	packed: PackedPackage,
	project: string,
	folder: string,
): Promise<Registry> {
	const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const files = ['-keyout', keyFile, '-out', certFile];
	const name = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
	const wanted = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
	await promisify(execFile)('openssl', [...wanted, ...files, ...name]);
	const [key, cert] = [await readFile(keyFile), await readFile(certFile)];

	const tarball = await readFile(packed.tarball);
	const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
	const path = `/${packed.name}/-/package.tgz`;
	const dist = { tarball: `https://${HOST}${path}`, integrity };
	const version = { ...(await readManifest(project)), dist };
	const tags = { 'dist-tags': { latest: packed.version } };
	const all = { name: packed.name, ...tags, versions: { [packed.version]: version } };
	const answers = new Map<string, object>([
		[`/${packed.name}`, all],
		[`/${packed.name}/latest`, version],
		[`/${packed.name}/${packed.version}`, version],
	]);
	const registry = createTlsServer({ key, cert }, ({ url = '' }, response) => {
		if (url === path) return response.end(tarball);
		const answer = answers.get(url);
		response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' });
		return response.end(JSON.stringify(answer ?? { error: 'Not found' }));
	});
	const registryPort = await listening(registry);
	const proxy = createServer();
	const tunnels = new Set<Duplex>();
	proxy.on('connect', ({ url = '' }, client) => {
		tunnels.add(client);
		client.on('error', () => client.destroy());
		client.on('close', () => tunnels.delete(client));
		if (url !== `${HOST}:443`) {
			return client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		}
		const upstream = connect(registryPort, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 OK\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
		return upstream.on('error', () => client.destroy());
	});
	const address = `http://127.0.0.1:${await listening(proxy)}`;
	return {
		integrity,
		env: {
			HTTPS_PROXY: address,
			https_proxy: address,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: certFile,
			npm_config_offline: 'false',
			npm_config_registry: `https://${HOST}`,
			npm_config_userconfig: join(folder, 'npmrc'),
			npm_config_cache: join(folder, 'npm-cache'),
			npm_config_fetch_retries: '0',
		},
		close: async () => {
			registry.closeAllConnections();
			for (const tunnel of tunnels) tunnel.destroy();
			await Promise.all(
				[proxy, registry].map((server) => new Promise((resolve) => server.close(resolve))),
			);
		},
	};
}

async function listening(server: NetServer): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}
