import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

/**
 * The credential test of a signing secret. No vendor has a call that tells whether one is right, so only
 * its form can be checked.
 * @param complaintAbout what is wrong with the credential, or undefined
 */
export function secretTest(
	complaintAbout: (credentials: ICredentialDataDecryptedObject) => string | undefined,
) {
	return async ({ data = {} }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> => {
		const complaint = complaintAbout(data);
		if (complaint) return { status: 'Error', message: complaint };
		return { status: 'OK', message: 'The form is right; the first delivery tells the rest' };
	};
}
