import { isFormStored, isPutStored } from '../../../../nodes/shared/storage/stored';

const KEY = 'tmp/1/a & b.png';
const ETAG = { etag: '"5d41402abc4b2a76b9719d911017c592"' };
const document = (key: string) =>
	`<?xml version="1.0" encoding="UTF-8"?><PostResponse><Location>https://b.s3.example.com/k</Location>` +
	`<Bucket>b</Bucket><Key>${key}</Key><ETag>"5d41402abc4b2a76b9719d911017c592"</ETag></PostResponse>`;
const OWN = document('tmp/1/a &amp; b.png');
const PAGE = '<!doctype html><title>Sign in</title>';

const ASKS_200 = { success_action_status: '200' };
const ASKS_201 = { Success_Action_Status: '201' };
const DONE = 'https://example.com/done';
const ASKS_303 = { success_action_redirect: `${DONE}?from=n8n` };
const to = (url: string, key = KEY) => ({
	location: `${url}?bucket=b&key=${encodeURIComponent(key)}&etag=%22e%22`,
});

const answers: Array<
	[stored: boolean, status: number, fields: object, headers: object, body: string]
> = [
	[true, 204, {}, {}, ''],
	[true, 204, {}, ETAG, ''],
	[true, 200, ASKS_200, {}, ''],
	[true, 200, ASKS_200, ETAG, ''],
	[true, 200, {}, ETAG, ''],
	[false, 200, {}, {}, ''],
	[false, 200, ASKS_200, {}, PAGE],
	[false, 200, ASKS_200, {}, '{"message":"Not now."}'],
	[true, 201, ASKS_201, {}, OWN],
	[true, 201, ASKS_201, ETAG, OWN],
	[true, 201, ASKS_201, ETAG, ''],
	[false, 201, ASKS_201, {}, ''],
	[false, 201, ASKS_201, {}, PAGE],
	[false, 201, ASKS_201, ETAG, document('tmp/2/other.png')],
	[true, 303, ASKS_303, to(DONE), ''],
	[true, 303, { redirect: DONE }, to(DONE), ''],
	[false, 303, {}, to(DONE), ''],
	[false, 303, ASKS_303, to('https://login.example.com/done'), ''],
	[false, 303, ASKS_303, to('https://example.com/sign-in'), ''],
	[false, 303, ASKS_303, to(DONE, 'tmp/2/other.png'), ''],
	[false, 303, ASKS_303, { location: DONE }, ''],
	[false, 303, ASKS_303, {}, ''],
	[false, 307, ASKS_303, to(DONE), ''],
	[false, 202, {}, ETAG, ''],
	[false, 403, {}, ETAG, ''],
];

it.each(answers)(
	'of a form: %s when it is answered %d, its fields are %j, and what comes back is %j %s',
	(stored, statusCode, fields, headers, body) => {
		const form = { fields: { key: KEY, ...fields } };
		expect(isFormStored(form, { statusCode, headers: headers as never, body })).toBe(stored);
	},
);

it.each([
	[true, 200, ETAG],
	[true, 201, ETAG],
	[false, 200, {}],
	[false, 204, {}],
	[false, 303, ETAG],
	[false, 403, ETAG],
])('of a PUT: %s when it is answered %d with %j', (stored, statusCode, headers) => {
	expect(isPutStored({ statusCode, headers, body: '' })).toBe(stored);
});
