import express, { type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';

import { listen } from '../http';
import { busy } from './busy';
import { Delays } from './delays';
import { toFailure } from './failure';
import { headersOf, pathOf, queryOf, recordRequests } from './recording';
import { routeMatcher } from './route';
import { ScriptedReplies } from './scripting';
import {
	type Answer,
	type Call,
	type Endpoint,
	type Failure,
	Refusal,
	type VendorEmulator,
} from './types';

export interface VendorDefinition<State> {
	/** path of the OpenAPI document; each `operationId` in it names an endpoint */
	document: string;
	/** empty, or e.g. `/api/v1`; the document's server has the same */
	basePath: string;
	endpoints: Record<string, Endpoint<State>>;
	/** decides on the `Authorization` header of operations with security `bearer` */
	isAuthorized(state: State, authorization: string | undefined): boolean;
	/** the vendor's wording of a failure */
	toAnswer(state: State, failure: Failure): Answer;
}

/**
 * Serves a vendor's API on a free port of 127.0.0.1; what `seeded` gives becomes the emulator, and
 * is asked for anew for each reset.
 */
export async function startVendor<State extends object>(
	vendor: VendorDefinition<State>,
	seeded: () => State | Promise<State>,
): Promise<State & VendorEmulator> {
	const delays = new Delays();
	const replies = new ScriptedReplies(vendor.basePath, delays);
	const emulator: State & VendorEmulator = Object.assign(await seeded(), {
		origin: '',
		baseUrl: '',
		requests: [],
		violations: [],
		latencyMs: 0,
		script: (route, reply) => replies.add(route, reply),
		clearScripts: () => replies.clear(),
		callsTo: (route) => emulator.requests.filter(routeMatcher(route, vendor.basePath)),
		reset: async () => {
			delays.forget();
			replies.clear();
			emulator.requests.length = 0;
			Object.assign(emulator, await seeded(), {
				violations: [],
				latencyMs: 0,
				outage: undefined,
				callLimit: undefined,
			});
		},
		close: async () => {
			delays.forget();
			await server.close();
		},
	} satisfies VendorEmulator);

	const app = express();
	app.disable('x-powered-by').disable('etag');
	app.enable('strict routing').enable('case sensitive routing');
	app.use(recordRequests(emulator.requests));
	app.use(express.json(), express.text({ type: () => true }));
	app.use(latency(emulator, delays), busy(emulator, vendor.basePath), replies.handler());
	app.use(operations(vendor, emulator));
	app.use((request, _response, next) => next(notFound(pathOf(request))));
	app.use(failures(vendor, emulator));

	const server = await listen(app);
	emulator.origin = server.origin;
	emulator.baseUrl = server.origin + vendor.basePath;
	return emulator;
}

function latency(emulator: VendorEmulator, delays: Delays): RequestHandler {
	return async (_request, _response, next) => {
		await delays.pause(emulator.latencyMs);
		next();
	};
}

/** Checks requests and responses against the document and calls the endpoints it names. */
function operations<State>(vendor: VendorDefinition<State>, emulator: State & VendorEmulator) {
	return OpenApiValidator.middleware({
		apiSpec: vendor.document,
		// The document has one file for each path; bundling would leave references across them.
		$refParser: { mode: 'dereference' },
		validateRequests: {
			allErrors: true,
			allowUnknownQueryParameters: false,
			coerceTypes: false,
			discriminator: true,
		},
		validateResponses: { allErrors: true, coerceTypes: false, removeAdditional: false },
		validateSecurity: {
			handlers: {
				bearer: (request) => vendor.isAuthorized(emulator, request.headers.authorization),
			},
		},
		fileUploader: false,
		operationHandlers: {
			basePath: '',
			resolver: (_basePath, { openApiRoute, method, basePath }, { paths }): RequestHandler => {
				const item = paths?.[openApiRoute.slice(basePath.length)];
				const name = item?.[method.toLowerCase() as 'get']?.operationId ?? '';
				const endpoint = vendor.endpoints[name];
				if (!endpoint) throw new Error(`${method} ${openApiRoute}: no endpoint named "${name}"`);
				const isExactly = routeMatcher(`${method} ${openApiRoute}`, '');
				return async (request, response) => {
					// The validator accepts an additional slash at the end.
					const path = pathOf(request);
					if (!isExactly({ method, path })) throw notFound(path);
					const params = Object.fromEntries(
						Object.entries(request.params).map(([key, value]) => [key, String(value)]),
					);
					const call = {
						params,
						query: queryOf(request),
						headers: headersOf(request),
						body: request.body as unknown,
					};
					send(response, await answerOf(endpoint, emulator, call));
				};
			},
		},
	});
}

async function answerOf<State>(
	endpoint: Endpoint<State>,
	emulator: State & VendorEmulator,
	call: Call,
): Promise<Answer> {
	try {
		return await endpoint(emulator, call);
	} catch (error) {
		// Answered here and not by the error handler, so that it is checked against the document too.
		if (error instanceof Refusal) return error.answer;
		throw error;
	}
}

function notFound(path: string): Error {
	return new OpenApiValidator.error.NotFound({ path, message: 'not found' });
}

function failures<State>(
	vendor: VendorDefinition<State>,
	emulator: State & VendorEmulator,
): ErrorRequestHandler {
	return (error: unknown, request, response, _next) => {
		const failure = toFailure(error, request);
		if (failure.status >= 500) {
			emulator.violations.push(`${failure.method} ${failure.path}: ${failure.message}`);
		}
		send(response, vendor.toAnswer(emulator, failure));
	};
}

function send(response: Response, { status = 200, headers = {}, json, text }: Answer): void {
	response.status(status);
	if (text !== undefined) response.type('text/plain').set(headers).send(text);
	else if (json !== undefined) response.set(headers).json(json);
	else response.set(headers).send();
}
