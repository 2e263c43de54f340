import { dirname, delimiter, join } from 'node:path';

export interface N8nPlace {
	node: string;
	/** Parent of n8n's `.n8n`. */
	userFolder: string;
	port: number;
	brokerPort: number;
	/** The only folder the file nodes may touch. */
	filesFolder?: string;
}

/** What n8n gets of the reader's own environment: nothing that could configure it. */
const PASSED_ON = ['HOME', 'LANG', 'LC_ALL', 'TZ', 'USER'];

/** Switches that keep n8n from calling home: https://docs.n8n.io/hosting/configuration/configuration-examples/isolation/ */
const SILENT = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_LICENSE_DETACH_FLOATING_ON_SHUTDOWN: 'false',
	// The catalog of verified community nodes is fetched from n8n's servers.
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
	N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
	// The list of community packages asks npm for updates when it is opened.
	npm_config_offline: 'true',
};

/** Where n8n puts what it needs for a moment; must be there before it starts. */
export const temporaryFolder = (userFolder: string): string => join(userFolder, 'tmp');

/** The complete environment of an n8n that talks to this machine only. */
export function n8nEnvironment(place: N8nPlace): NodeJS.ProcessEnv {
	const passedOn = PASSED_ON.filter((name) => process.env[name] !== undefined);
	return {
		...Object.fromEntries(passedOn.map((name) => [name, process.env[name]])),
		PATH: [dirname(place.node), process.env.PATH].join(delimiter),
		...SILENT,
		N8N_USER_FOLDER: place.userFolder,
		// n8n leaves folders there.
		TMPDIR: temporaryFolder(place.userFolder),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(place.port),
		// A worker listens for nothing else.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(place.port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${place.port}`,
		// The editor is opened over plain HTTP.
		N8N_SECURE_COOKIE: 'false',
		N8N_RESTRICT_FILE_ACCESS_TO: place.filesFolder ?? place.userFolder,
	};
}
