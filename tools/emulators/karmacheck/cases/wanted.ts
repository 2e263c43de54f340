/** One item of a case's `orderData`; the OpenAPI document holds the metadata of each type. */
export interface OrderData {
	caseOrderDataTypeId: string;
	serviceId?: string;
	metadata: Record<string, unknown>;
}

/** The body of `POST /case/create`, as far as it decides something here. */
export interface WantedCase {
	packageId: string;
	email: string;
	givenName: string;
	familyName: string;
	phone?: string;
	autoProcess?: boolean;
	candidateConsentProvided?: boolean;
	candidateDisclosuresAndAuthorizationDocumentIds?: string[];
	orderData?: OrderData[];
	orderOverride?: 'add' | 'replace' | null;
	replaceCaseId?: string;
	apiTrackingCode?: string;
	apiTrackingUser?: string;
}

const NEEDED_TO_PROCESS = ['codt-govt-id', 'codt-dob', 'codt-current-candidate-address'];

/**
 * What an order must contain so that processing can start at once; one text for each fault.
 * https://developer.karmacheck.com/background-check-api/guides/customer-provided-pii-flow
 */
export function processingFaults(wanted: WantedCase, needsPhone: boolean): string[] {
	if (!wanted.autoProcess) return [];
	const { orderData } = wanted;
	const missing = NEEDED_TO_PROCESS.filter(
		(type) => !orderData?.some(({ caseOrderDataTypeId }) => caseOrderDataTypeId === type),
	);
	return [
		...(wanted.candidateConsentProvided
			? []
			: ['candidateConsentProvided must be true when autoProcess is true']),
		...(orderData
			? missing.map((type) => `orderData must contain ${type} when autoProcess is true`)
			: ['orderData should not be empty when autoProcess is true']),
		...(needsPhone && wanted.phone === undefined
			? ['phone should not be empty when autoProcess is true and the package has OHS services']
			: []),
	];
}

/** Every document id in an order, with the path of its field. */
export function documentIdsIn(wanted: WantedCase): Array<{ field: string; id: string }> {
	const listed = (field: string, ids: unknown) =>
		(Array.isArray(ids) ? ids : []).map((id, i) => ({ field: `${field}.${i}`, id: String(id) }));
	const ofData = (wanted.orderData ?? []).flatMap(({ metadata }, i) => {
		const { secureDocumentId: id, secureDocumentIds } = metadata;
		const path = `orderData.${i}.metadata`;
		return [
			...(id === undefined ? [] : [{ field: `${path}.secureDocumentId`, id: String(id) }]),
			...listed(`${path}.secureDocumentIds`, secureDocumentIds),
		];
	});
	const name = 'candidateDisclosuresAndAuthorizationDocumentIds';
	return [...listed(name, wanted[name]), ...ofData];
}
