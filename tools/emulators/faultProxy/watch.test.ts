import axios from 'axios';
import { startFaultProxy } from '.';
import { listen } from '../http';

it('tells of every request before it is passed on, also of one that meets a fault', async () => {
	const seen: string[] = [];
	const server = await listen((_, response) => {
		seen.push('passed on');
		response.end();
	});
	const proxy = await startFaultProxy(server.origin);
	proxy.watch(({ method, path }) => void seen.push(`${method} ${path}`));
	proxy.fail({ fault: { kind: 'answer', status: 503 } });
	for (const path of ['/a', '/b?c=d']) {
		await axios.get(proxy.origin + path, { validateStatus: () => true });
	}
	await proxy.close();
	await server.close();
	expect(seen).toEqual(['GET /a', 'GET /b', 'passed on']);
});
