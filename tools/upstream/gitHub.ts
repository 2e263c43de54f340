import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import express from 'express';
import { listen } from '../emulators/http';
import { deliver, type Reply } from './delivery';

/** A file of a release. */
export interface Asset {
	name: string;
	/** What whoever uploaded it said it is. */
	contentType: string;
	bytes: Buffer;
}

export interface GitHub {
	origin: string;
	/** Signs the webhooks of the repository. */
	webhookSecret: string;
	/** How many downloads were served. */
	downloads: number;
	/** How many assets a page holds at most, whatever is asked for. */
	mostPerPage: number;
	/** The newest release; its id. */
	release(tag: string, assets: Asset[]): number;
	/** Sends the ping that comes first, or a release event. */
	send(url: string, event: GitHubEvent, secret?: string): Promise<Reply>;
	close(): Promise<void>;
}

export type GitHubEvent = { ping: true } | { action: 'created' | 'published'; release: number };

const REPOSITORY = 'example/pro-suite';

/** A local stand-in for a GitHub repository: its release events, and the download of the assets. */
export async function startGitHub(): Promise<GitHub> {
	const releases: Array<{ id: number; tag: string; assets: Asset[] }> = [];
	const ticket = randomBytes(16).toString('hex');
	const app = express();
	app.disable('x-powered-by').disable('etag');

	app.get('/repos/example/pro-suite/releases/:id/assets', (request, response) => {
		const release = releases[Number(request.params.id) - 1];
		if (!release) return void response.status(404).json({ message: 'Not Found' });
		const { perPage, page } = pageOf(request.query, github.mostPerPage);
		const all = release.assets.map((one, index) => assetOf(release, one, index));
		response.json(all.slice((page - 1) * perPage, page * perPage));
	});
	// https://docs.github.com/en/rest/releases/assets: a short-lived location on another host.
	app.get('/example/pro-suite/releases/download/:tag/:name', (request, response) => {
		const { tag, name } = request.params;
		const location = `${server.origin}/github-production-release-asset/${tag}/${name}?jwt=${ticket}`;
		response.status(302).set('Location', location).type('html').send('');
	});
	app.get('/github-production-release-asset/:tag/:name', (request, response) => {
		const release = releases.find(({ tag }) => tag === request.params.tag);
		const asset = release?.assets.find(({ name }) => name === request.params.name);
		if (request.query.jwt !== ticket) return void response.status(403).send('Forbidden');
		if (!asset) return void response.status(404).send('Not Found');
		github.downloads += 1;
		response.set({
			'Content-Type': 'application/octet-stream',
			'Content-Disposition': `attachment; filename=${asset.name}`,
		});
		response.send(asset.bytes);
	});

	const server = await listen(app);
	const assetOf = (
		{ id, tag }: { id: number; tag: string },
		{ name, contentType, bytes }: Asset,
		index: number,
	) => ({
		id: id * 1000 + index,
		name,
		label: null,
		state: 'uploaded',
		content_type: contentType,
		size: bytes.length,
		browser_download_url: `${server.origin}/${REPOSITORY}/releases/download/${tag}/${encodeURIComponent(name)}`,
		url: `${server.origin}/repos/${REPOSITORY}/releases/assets/${id * 1000 + index}`,
	});
	const bodyOf = (event: GitHubEvent) => {
		const repository = { full_name: REPOSITORY };
		if ('ping' in event)
			return { zen: 'Keep it logically awesome.', hook_id: 30_010_600, hook: {}, repository };
		const release = releases[event.release - 1];
		if (!release) throw new Error(`no release ${event.release}`);
		const { id, tag } = release;
		const api = `${server.origin}/repos/${REPOSITORY}/releases/${id}`;
		return {
			action: event.action,
			release: {
				id,
				tag_name: tag,
				target_commitish: 'main',
				name: `Pro Suite ${tag}`,
				body: 'What is new.',
				draft: false,
				prerelease: false,
				published_at: new Date().toISOString(),
				author: { login: 'octo-maintainer' },
				html_url: `${server.origin}/${REPOSITORY}/releases/tag/${tag}`,
				url: api,
				assets_url: `${api}/assets`,
				upload_url: `${api}/assets{?name,label}`,
				// May be empty although the release has files: they are in `assets_url`.
				assets: [],
			},
			repository,
			sender: { login: 'octo-maintainer' },
		};
	};
	const github: GitHub = {
		origin: server.origin,
		webhookSecret: randomBytes(24).toString('hex'),
		downloads: 0,
		mostPerPage: 100,
		release: (tag, assets) => releases.push({ id: releases.length + 1, tag, assets }),
		send: async (url, event, secret = github.webhookSecret) => {
			const body = Buffer.from(JSON.stringify(bodyOf(event)));
			const hmac = createHmac('sha256', secret).update(body).digest('hex');
			return await deliver(url, body, {
				'Content-Type': 'application/json',
				'User-Agent': 'GitHub-Hookshot/1a2b3c4',
				'X-GitHub-Event': 'ping' in event ? 'ping' : 'release',
				'X-GitHub-Delivery': randomUUID(),
				'X-GitHub-Hook-ID': '30010600',
				'X-Hub-Signature-256': `sha256=${hmac}`,
			});
		},
		close: server.close,
	};
	return github;
}

/** https://docs.github.com/en/rest/releases/assets: 30 on a page unless something else is asked for. */
function pageOf({ per_page, page }: { per_page?: unknown; page?: unknown }, most: number) {
	return { perPage: Math.min(Number(per_page) || 30, most), page: Number(page) || 1 };
}
