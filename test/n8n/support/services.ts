import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { Failure, messageOf } from '../../../tools/n8n/failure';
import type { InstalledN8n } from '../../../tools/n8n/install';

/** The parts used of the clients that n8n itself ships: https://node-postgres.com, https://github.com/redis/ioredis */
interface Clients {
	pg: {
		Client: new (options: { connectionString: string }) => {
			connect(): Promise<unknown>;
			query(sql: string): Promise<unknown>;
			end(): Promise<void>;
		};
	};
	redis: new (
		url: string,
		options: object,
	) => {
		connect(): Promise<void>;
		scanStream(options: { match: string }): AsyncIterable<string[]>;
		unlink(...keys: string[]): Promise<number>;
		on(event: 'error', listener: (error: Error) => void): void;
		disconnect(): void;
	};
}

const POSTGRES = process.env.N8N_TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const REDIS = process.env.N8N_TEST_REDIS_URL ?? 'redis://127.0.0.1:6379/0';

const HOW_TO_START = `The tests of queue mode need PostgreSQL and Redis. Start them with
  docker run --rm -d -p 127.0.0.1:5432:5432 -e POSTGRES_HOST_AUTH_METHOD=trust postgres:17
  docker run --rm -d -p 127.0.0.1:6379:6379 redis:7
or name others in N8N_TEST_POSTGRES_URL (of a user who may create databases) and N8N_TEST_REDIS_URL.`;

export interface Services {
	/** Makes n8n use the database and the queue. */
	env: NodeJS.ProcessEnv;
	/** Drops the database and what is left of the queue. */
	drop(): Promise<void>;
}

/** A separate database and queue. @throws Failure that says how to start the servers */
export async function createServices({ cli }: InstalledN8n): Promise<Services> {
	const load = createRequire(cli);
	const clients: Clients = {
		pg: load('pg') as Clients['pg'],
		redis: load('ioredis') as Clients['redis'],
	};
	const name = `n8n_test_${randomBytes(6).toString('hex')}`;
	await inRedis(clients, async () => {});
	await inPostgres(clients, `CREATE DATABASE ${name}`);
	return {
		env: { ...postgresEnv(new URL(POSTGRES), name), ...redisEnv(new URL(REDIS), name) },
		drop: async () => {
			await inPostgres(clients, `DROP DATABASE ${name} WITH (FORCE)`);
			await inRedis(clients, async (redis) => {
				for await (const keys of redis.scanStream({ match: `*${name}*` }))
					if (keys.length > 0) await redis.unlink(...keys);
			});
		},
	};
}

async function inPostgres({ pg }: Clients, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: POSTGRES });
	await client.connect().catch((thrown) => {
		throw unreachable('PostgreSQL', POSTGRES, thrown);
	});
	await client.query(sql).finally(() => client.end());
}

async function inRedis(
	{ redis: Redis }: Clients,
	work: (redis: InstanceType<Clients['redis']>) => Promise<void>,
): Promise<void> {
	const client = new Redis(REDIS, { lazyConnect: true, retryStrategy: null });
	// `connect` itself only says that the connection is closed.
	let reason: Error | undefined;
	client.on('error', (error) => (reason ??= error));
	try {
		await client.connect().catch((thrown) => {
			throw unreachable('Redis', REDIS, reason ?? thrown);
		});
		await work(client);
	} finally {
		client.disconnect();
	}
}

/** Without the user and the password in the URL. */
function unreachable(what: string, address: string, thrown: unknown): Failure {
	return new Failure(`${what} at ${new URL(address).host}: ${messageOf(thrown)}\n${HOW_TO_START}`);
}

const given = (variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
	Object.fromEntries(Object.entries(variables).filter(([, value]) => value));

function postgresEnv(url: URL, database: string): NodeJS.ProcessEnv {
	return given({
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_DATABASE: database,
		DB_POSTGRESDB_HOST: url.hostname,
		DB_POSTGRESDB_PORT: url.port,
		DB_POSTGRESDB_USER: decodeURIComponent(url.username),
		DB_POSTGRESDB_PASSWORD: decodeURIComponent(url.password),
	});
}

function redisEnv(url: URL, prefix: string): NodeJS.ProcessEnv {
	return given({
		QUEUE_BULL_PREFIX: prefix,
		N8N_REDIS_KEY_PREFIX: prefix,
		QUEUE_BULL_REDIS_HOST: url.hostname,
		QUEUE_BULL_REDIS_PORT: url.port,
		QUEUE_BULL_REDIS_DB: url.pathname.slice(1),
		QUEUE_BULL_REDIS_USERNAME: decodeURIComponent(url.username),
		QUEUE_BULL_REDIS_PASSWORD: decodeURIComponent(url.password),
	});
}
