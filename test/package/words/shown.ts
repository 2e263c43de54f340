import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

/** A text that people read, what it is, and where it stands. */
export interface Shown {
	where: string;
	role: 'action' | 'alias' | 'choice' | 'help' | 'label' | 'message' | 'placeholder';
	text: string;
	/** Of the property that it belongs to, where it belongs to one. */
	type?: string;
}

/** A list whose order people see. */
export interface Choices {
	where: string;
	names: string[];
}

/** What n8n shows of an object, besides names and labels. */
const ROLES: Record<string, Shown['role']> = {
	action: 'action',
	description: 'help',
	hint: 'help',
	placeholder: 'placeholder',
	message: 'message',
	errorMessage: 'message',
	header: 'help',
	executionsHelp: 'help',
	inactive: 'help',
	active: 'help',
	activationHint: 'help',
	activationMessage: 'help',
	eventTriggerDescription: 'help',
};

type Fields = Record<string, unknown>;

const root = join(__dirname, '../../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};

function built<Type>(path: string): Type {
	const name = basename(path).split('.')[0]!;
	const exported = jest.requireActual<Record<string, new () => Type>>(join(root, path));
	return new exported[name]!();
}

/** Every text of the descriptions, credentials and codex files in `dist`, in their order. */
export function shownTexts(): Shown[] {
	const texts: Shown[] = [];
	for (const path of manifest.n8n.nodes) {
		walk(built<INodeType>(path).description, basename(path), texts);
		const codex = JSON.parse(readFileSync(join(root, path.replace(/js$/, 'json')), 'utf8')) as {
			alias: string[];
		};
		for (const text of codex.alias) texts.push({ where: `${path} alias`, role: 'alias', text });
	}
	for (const path of manifest.n8n.credentials) {
		walk(built<ICredentialType>(path), basename(path), texts);
	}
	const seen = new Set<string>();
	return texts.filter(({ role, text, type }) => {
		const key = `${role} ${type} ${text}`;
		return !seen.has(key) && seen.add(key);
	});
}

/** Every list of choices or of optional fields. */
export function choices(): Choices[] {
	const lists: Choices[] = [];
	const collect = (value: unknown, where: string): void => {
		if (typeof value !== 'object' || value === null) return;
		const { options, type } = value as Fields;
		if (Array.isArray(options)) {
			const names = options.map(({ displayName, name }: Fields) => String(displayName ?? name));
			lists.push({ where: `${where} (${String(type)})`, names });
		}
		for (const [key, inner] of Object.entries(value)) collect(inner, step(where, key, inner));
	};
	for (const path of manifest.n8n.nodes) {
		collect(built<INodeType>(path).description.properties, basename(path));
	}
	for (const path of manifest.n8n.credentials) {
		collect(built<ICredentialType>(path).properties, basename(path));
	}
	return lists;
}

function walk(value: unknown, where: string, texts: Shown[]): void {
	if (typeof value !== 'object' || value === null) return;
	const { type, displayName, name } = value as Fields;
	const of = { where, type: typeof type === 'string' ? type : undefined };
	if (typeof displayName === 'string') {
		// A notice has its sentence where others have their label.
		texts.push({ ...of, role: type === 'notice' ? 'help' : 'label', text: displayName });
	} else if (typeof name === 'string' && 'value' in value) {
		texts.push({ ...of, role: 'choice', text: name });
	}
	for (const [key, inner] of Object.entries(value)) {
		const role = ROLES[key];
		if (role && typeof inner === 'string' && inner) {
			texts.push({ ...of, where: `${where}.${key}`, role, text: inner });
		}
		walk(inner, step(where, key, inner), texts);
	}
}

/** One step down, by name where there is one, so that a place can be found in the sources. */
function step(where: string, key: string, inner: unknown): string {
	if (!/^\d+$/.test(key))
		return /^(properties|options|values)$/.test(key) ? where : `${where}.${key}`;
	const { name, value, displayOptions } = (inner ?? {}) as Fields;
	const { resource, operation } = ((displayOptions as Fields | undefined)?.show ?? {}) as Fields;
	const shownFor = [resource, operation].filter(Boolean).map(String).join(':');
	const label = typeof value === 'string' && value ? value : String(name ?? key);
	return `${where}.${label}${shownFor ? `[${shownFor}]` : ''}`;
}
