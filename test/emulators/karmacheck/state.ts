import { createHmac, randomUUID } from 'node:crypto';

import type { SignatureVersion, Storage } from '../storage';

export interface MintedUpload {
	fileKey: string;
	mimeType: string;
	documentTypeId: string;
	mintedAt: Date;
}

export interface DocumentRecord {
	id: string;
	fileKey: string;
	originalFileName: string;
	documentTypeId: string;
	caseId: string | null;
	title: string | null;
	description: string | null;
	fileFormat: string | null;
}

/** What one group of one company sees of KarmaCheck. */
export class KarmaCheckState {
	readonly bucket = 'karmacheck-documents';
	apiKey: string = randomUUID();
	clientAccessToken: string = randomUUID();
	readonly groupProfileId = randomUUID();
	/** the API client's user, who creates the records */
	readonly clientId = randomUUID();
	readonly username = `${randomUUID()}@api.example.com`;
	/** two cases of the group */
	readonly caseIds: string[] = [randomUUID(), randomUUID()];
	/** a case of another group */
	readonly foreignCaseId: string = randomUUID();
	readonly packages = ['Basic Check', 'Driver Check', 'Executive Check'].map((name) => ({
		id: randomUUID(),
		name,
	}));
	readonly minted = new Map<string, MintedUpload>();
	readonly records: DocumentRecord[] = [];
	/** answers of `POST /auth/api` that held a token */
	tokensMinted = 0;
	/** the documented lifetime of an upload address is one hour */
	urlExpiresInSeconds = 3600;
	/** how the storage's addresses are signed; the vendor may move to v4 any day */
	signatureVersion: SignatureVersion = 'v2';
	/** what a missing, unknown or revoked token is answered with */
	invalidTokenStatus: 401 | 403 = 403;

	private readonly validTokens = new Set<string>();
	/** valid from the start */
	readonly token = this.createToken();

	constructor(readonly storage: Storage) {}

	/** Makes a token; the ones made before stay valid. */
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

	isValidToken(token: string): boolean {
		return this.validTokens.has(token);
	}

	/** All tokens so far become invalid. */
	revokeTokens(): void {
		this.validTokens.clear();
	}
}
