/** Code of one's own: the vendor call of the metadata measurement, bare, many times. */
import axios from 'axios';
import { serve } from './remote';

interface Task {
	url: string;
	token: string;
	body: object;
	calls: number;
	atOnce: boolean;
}

const methods = {
	/** @returns milliseconds, by the clock and of the processor */
	call: async ({ url, token, body, calls, atOnce }: Task) => {
		const headers = { Authorization: `Bearer ${token}` };
		const one = async () => await axios.post(url, body, { headers, proxy: false });
		const cpu = process.cpuUsage();
		const start = performance.now();
		if (atOnce) await Promise.all(Array.from({ length: calls }, one));
		else for (let call = 0; call < calls; call++) await one();
		const ms = performance.now() - start;
		const { user, system } = process.cpuUsage(cpu);
		return { ms, cpuMs: (user + system) / 1_000 };
	},
};

export type Caller = typeof methods;

serve(methods, async () => {});
