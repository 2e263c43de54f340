import { createHmac, randomUUID } from 'node:crypto';

import type { SignatureVersion, Storage } from '../storage';
import { ListLag, type Lagging } from '../vendor/lag';
import { type Attempt, Webhooks } from '../vendor/webhooks';
import { type Owner, stampOf } from './cases/order';
import { seedCases } from './cases/seed';
import type { CaseSummary } from './cases/types';
import { type Status, statusOf } from './cases/vocabulary';
import type { DocumentRecord } from './documentRecord';
import { systemDocuments } from './systemDocuments';
import { seedUsers, type User } from './users';
import { caseEvent, webhookRules } from './webhooks';

/** where the vendor keeps what is uploaded */
export const BUCKET = 'karmacheck-documents';

export interface MintedUpload {
	fileKey: string;
	mimeType: string;
	documentTypeId: string;
	mintedAt: Date;
}

const PACKAGE_NAMES = [
	'Basic Check',
	'Driver Check',
	'Executive Check',
	'Health Check',
	'Volunteer Check',
];

/** What one group of one company sees of KarmaCheck. */
export class KarmaCheckState implements Lagging {
	readonly bucket = BUCKET;
	apiKey: string = randomUUID();
	clientAccessToken: string = randomUUID();
	readonly groupProfileId = randomUUID();
	/** the API client's user, who creates the records */
	readonly clientId = randomUUID();
	readonly username = `${randomUUID()}@api.example.com`;
	/** the user of KarmaCheck's own documents */
	readonly systemUserId = randomUUID();
	/** what a client may order; the health check has services that need a phone number */
	readonly packages = PACKAGE_NAMES.map((name) => ({ id: randomUUID(), name }));
	readonly healthPackageId = this.packages[3]?.id ?? '';
	readonly users: User[] = seedUsers(this.packages.map(({ id }) => id));
	readonly owner: Owner = {
		groupProfileId: this.groupProfileId,
		groupName: 'Default',
		companyId: randomUUID(),
		companyName: 'Example Company',
	};
	/** every case of the group, in the order in which they were added */
	readonly cases: CaseSummary[] = seedCases(this.owner, this.packages, {
		clientId: this.clientId,
		userId: this.users[0]?.id ?? '',
	});
	/** the cases there are from the start: see `seedCases` */
	readonly caseIds: readonly string[] = this.cases.map(({ id }) => id);
	/** a case and a document of another group */
	readonly foreignCaseId: string = randomUUID();
	readonly foreignDocumentId: string = randomUUID();
	/** cases that `POST /case/create` created, each of them billed */
	casesCreated = 0;
	readonly minted = new Map<string, MintedUpload>();
	/** the documents that clients recorded */
	readonly records: DocumentRecord[] = [];
	/** the documents that KarmaCheck attached to the second case */
	readonly systemDocuments: readonly DocumentRecord[] = systemDocuments(this.caseIds[1] ?? '');
	/** responses of `POST /auth/api` that contained a token */
	tokensMinted = 0;
	/** whether a new token ends those before it; the documents do not tell */
	signInEndsTokens = false;
	/** the documented lifetime of an upload URL is one hour */
	urlExpiresInSeconds = 3600;
	/** how the storage's URLs are signed; the vendor may move to v4 at any time */
	signatureVersion: SignatureVersion = 'v2';
	/** the response to a missing, unknown or revoked token */
	invalidTokenStatus: 401 | 403 = 403;
	/** the response to an unknown document; both are declared, 404 in plain text */
	unknownDocumentStatus: 403 | 404 = 403;
	/** how the ids of new records are listed; the API does not guarantee an order */
	recordOrder: 'asGiven' | 'reversed' = 'asGiven';
	/** complete cases whose report has no file */
	readonly lostReports = new Set<string>();
	/** the documented lifetime of a report's URL is 60 seconds */
	reportUrlExpiresInSeconds = 60;
	/** what surrounds a download URL in its text/html response */
	downloadUrlQuirk: 'bare' | 'quoted' | 'lineBreak' = 'bare';

	/** so long the lists of cases and documents do not show new ones, and so many of their reads */
	listLagMs = 0;
	listLagReads = 0;
	/** by the ids of documents and cases */
	readonly listLag = new ListLag();

	/** the endpoints of the dashboard, and what was sent to them */
	readonly webhooks = new Webhooks(webhookRules);

	private readonly validTokens = new Set<string>();
	/** valid from the start */
	readonly token = this.createToken();

	constructor(readonly storage: Storage) {}

	/** Creates a token; earlier ones stay valid. */
	createToken(): string {
		const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
		const claims = {
			sub: this.username,
			jti: this.clientId,
			groupProfileId: this.groupProfileId,
			nonce: randomUUID(),
		};
		const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
		const signature = createHmac('sha256', this.clientId).update(content).digest('base64url');
		const token = `${content}.${signature}`;
		this.validTokens.add(token);
		return token;
	}

	/** The key in `bucket` of the report of a case; stored once it is asked for. */
	reportKey(caseId: string): string {
		return `report-${caseId}`;
	}

	/** A case gets another status; its webhooks are told. */
	async changeStatus(caseId: string, status: Status): Promise<Attempt[]> {
		const one = this.cases.find(({ id }) => id === caseId);
		if (!one) throw new Error(`no case ${caseId}`);
		Object.assign(one, statusOf(status), { modStamp: stampOf(new Date()) });
		return await this.webhooks.emit(caseEvent(one));
	}

	isValidToken(token: string): boolean {
		return this.validTokens.has(token);
	}

	/** All tokens so far become invalid. */
	revokeTokens(): void {
		this.validTokens.clear();
	}
}
