// Go's zero time, the first moment of the year 1, counted from 1970.

export const zeroTimeSeconds = -62_135_596_800

/** In nanoseconds. */
export const zeroTime: bigint = -62_135_596_800_000_000_000n
