import { ServerResponse } from 'node:http';
import type { Request, Response } from 'express';

/**
 * A response to send at once, in the place of the real one: that goes nowhere from now on, so that
 * the work it stands for can be done later. The connection ends with it.
 */
export function earlyResponse(request: Request, response: Response): Response {
	const { socket } = request;
	const early = new ServerResponse(request);
	// Express keeps its methods, and the application, in the prototype.
	Object.setPrototypeOf(early, Object.getPrototypeOf(response) as object);
	Object.assign(early, { req: request, locals: {} });
	response.detachSocket(socket);
	early.assignSocket(socket);
	early.shouldKeepAlive = false;
	early.once('finish', () => socket.destroySoon());
	response.locals.told = early;
	response.send = () => response;
	return early as Response;
}
