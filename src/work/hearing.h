// SPDX-License-Identifier: GPL-3.0-or-later
// Refusals and requests said outside the labels: in notes, leftover header lines, footers, and at
// the two ends of the story.
#pragma once
#include "document/document.h"
#include "header/block.h"
#include "work/builder.h"

namespace solander {

/// Every layer that is not the story's own prose is listened to; of the story only its first and
/// last paragraphs, and there only what is shouted, labelled or put to the reader. Only what
/// restricts is taken, as a statement with its own words and span. Linear.
void hear_refusals(RecordBuilder& builder, const Document& document, const HeaderReading& header,
                   const Part& part);

}  // namespace solander
