package dev.winnow.streams.query;

import dev.winnow.schemas.Standing;

/** A standing that is on the board, and where. */
record RankedStanding(RankPlace place, Standing standing) {}
