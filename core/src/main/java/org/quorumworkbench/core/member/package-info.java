// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Members: the metadata that md, LVM, DRBD and others leave on a replica, where the replicated
 * bytes are, and what members say of themselves and of each other. Reads block devices, never
 * writes; every number that comes from a disk is taken for hostile until it was checked. Knows
 * nothing of votes.
 */
@NullMarked
package org.quorumworkbench.core.member;

import org.jspecify.annotations.NullMarked;
