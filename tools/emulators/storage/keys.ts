import { randomBytes } from 'node:crypto';
import { DUMMY_ACCOUNT } from '@20minutes/s3rver/lib/models/account';
import { S3Error } from './errors';

export interface KeyPair {
	accessKeyId: string;
	secretAccessKey: string;
}

/**
 * The two kinds of credentials vendors sign with: a Lambda's temporary ones, useless without
 * their session token, and a server's long-term ones, which have none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html
 */
export class Keys {
	readonly temporary: KeyPair & { sessionToken: string } = {
		...newKeyPair('ASIA'),
		sessionToken: randomBytes(300).toString('base64'),
	};
	readonly longTerm = newKeyPair('AKIA');
	sessionExpired = false;

	constructor() {
		for (const { accessKeyId, secretAccessKey } of [this.temporary, this.longTerm]) {
			DUMMY_ACCOUNT.createKeyPair(accessKeyId, secretAccessKey);
		}
	}

	/** The secret that belongs to a key id and token; throws S3's refusal of the pair. */
	secretFor(accessKeyId: string, token?: string): string {
		if (accessKeyId === this.longTerm.accessKeyId && token === undefined) {
			return this.longTerm.secretAccessKey;
		}
		const known = [this.temporary.accessKeyId, this.longTerm.accessKeyId].includes(accessKeyId);
		if (!known || token === undefined) {
			throw new S3Error(
				403,
				'InvalidAccessKeyId',
				'The AWS Access Key Id you provided does not exist in our records.',
				{ AWSAccessKeyId: accessKeyId },
			);
		}
		if (accessKeyId !== this.temporary.accessKeyId || token !== this.temporary.sessionToken) {
			throw new S3Error(
				400,
				'InvalidToken',
				'The provided token is malformed or otherwise invalid.',
				{ 'Token-0': token },
			);
		}
		if (this.sessionExpired) {
			throw new S3Error(400, 'ExpiredToken', 'The provided token has expired.', {
				'Token-0': token,
			});
		}
		return this.temporary.secretAccessKey;
	}

	/** s3rver's registry of keys is shared by all its instances in a process. */
	revoke(): void {
		DUMMY_ACCOUNT.revokeAccessKey(this.temporary.accessKeyId);
		DUMMY_ACCOUNT.revokeAccessKey(this.longTerm.accessKeyId);
	}
}

function newKeyPair(prefix: 'ASIA' | 'AKIA'): KeyPair {
	return {
		accessKeyId: prefix + randomBytes(8).toString('hex').toUpperCase(),
		secretAccessKey: randomBytes(30).toString('base64'),
	};
}
