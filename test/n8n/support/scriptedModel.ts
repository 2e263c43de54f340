import { text } from 'node:stream/consumers';
import { listen, type Listening } from '../../../tools/emulators/http';

/** What the model is asked, in OpenAI's words: https://platform.openai.com/docs/api-reference/chat */
export interface Asked {
	messages: Array<{ role: string; content: string | null; tool_call_id?: string }>;
	tools?: Array<{
		function: {
			name: string;
			description: string;
			parameters: { properties: { [name: string]: { type: string; description?: string } } };
		};
	}>;
}

/** A tool to call, or what to say at the end. */
export type Said = { tool: string; values: { [name: string]: string } } | string;

/** A language model that says what it is told to, turn by turn. */
export async function startScriptedModel(turns: Array<(asked: Asked) => Said>) {
	const asked: Asked[] = [];
	const server: Listening = await listen((request, response) => {
		void text(request).then((body) => {
			const question = JSON.parse(body) as Asked;
			asked.push(question);
			const said = turns[asked.length - 1]?.(question) ?? 'Nothing more to say';
			response.setHeader('Content-Type', 'application/json');
			response.end(JSON.stringify(completion(said, asked.length)));
		});
	});
	return { asked, baseUrl: `${server.origin}/v1`, close: () => server.close() };
}

function completion(said: Said, turn: number) {
	const message =
		typeof said === 'string'
			? { role: 'assistant', content: said }
			: { role: 'assistant', content: null, tool_calls: [toolCall(said, turn)] };
	const finish = typeof said === 'string' ? 'stop' : 'tool_calls';
	return {
		id: `turn-${turn}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: finish }],
		usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
	};
}

const toolCall = ({ tool, values }: Exclude<Said, string>, turn: number) => ({
	id: `call-${turn}`,
	type: 'function',
	function: { name: tool, arguments: JSON.stringify(values) },
});
