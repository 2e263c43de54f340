/** The same responses each time, unless `FUZZ_SEED` and `FUZZ_RUNS` say otherwise. */
export const settings = {
	seed: Number(process.env.FUZZ_SEED ?? 20_260_704),
	numRuns: Number(process.env.FUZZ_RUNS ?? 25),
};
