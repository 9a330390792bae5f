// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.member.LvmMirror.Leg;

/** What physical volumes that LVM made say, and what is not believed of them. */
final class LvmPhysicalVolumeTest {

    @Test
    void thePartsOfAVolumeGroupAreWhereDeviceMapperPutThem() throws MetadataUnreadable {
        LvmPhysicalVolume volume = read(Fixtures.member("j")).orElseThrow();
        LvmPhysicalVolume.Group group = volume.group().orElseThrow();
        assertEquals(512, volume.at());
        assertEquals("vgq", group.name());
        assertEquals(List.of(
                new LvmSegment("r1_rmeta_0", 0, new Area(2048 * 512, 8192 * 512), "striped", 1),
                new LvmSegment("r1_rimage_0", 0, new Area(10240 * 512, 24576 * 512), "striped", 1),
                new LvmSegment("m1_mimage_0", 0, new Area(34816 * 512, 16384 * 512), "striped", 1)),
                group.segments());
        assertEquals(List.of(), volume.says());
    }

    @Test
    void theLegsOfAVolumeAreInTheOrderOfTheirRoles() throws MetadataUnreadable {
        List<LvmMirror> mirrors = read(Fixtures.member("k")).orElseThrow().group().orElseThrow().mirrors();
        assertEquals(List.of("r1 raid1 12582912", "m1 mirror 8388608"),
                mirrors.stream().map(mirror -> mirror.volume() + " " + mirror.type() + " " + mirror.length()).toList());
        assertEquals(List.of(new Leg("r1_rimage_0", Optional.of("r1_rmeta_0")),
                new Leg("r1_rimage_1", Optional.of("r1_rmeta_1"))), mirrors.getFirst().legs());
        assertEquals(List.of(new Leg("m1_mimage_0", Optional.empty()), new Leg("m1_mimage_1", Optional.empty())),
                mirrors.getLast().legs());
    }

    @Test
    void aLinearVolumeIsOneSegment() throws MetadataUnreadable {
        assertEquals(List.of(new LvmSegment("lin", 0, new Area(2048 * 512, 16384 * 512), "striped", 1)),
                read(Fixtures.member("l")).orElseThrow().segments());
    }

    @ParameterizedTest
    @ValueSource(longs = {512 + 40, 4096 + 60})
    void aWrongChecksumIsToldAndNothingBelieved(long damaged) throws MetadataUnreadable {
        MemoryDevice device = Fixtures.member("j");
        device.fill(damaged, new byte[]{0x55});
        LvmPhysicalVolume volume = read(device).orElseThrow();
        assertEquals(Optional.empty(), volume.group());
        assertTrue(volume.says().toString().contains("checksum"), volume.says().toString());
    }

    @Test
    void aCutVolumeLosesItsPartsButNotItsName() throws MetadataUnreadable {
        BlockDevice cut = new PartDevice(Fixtures.member("j"), 0,
                OptionalLong.of(20000 * 512));
        LvmPhysicalVolume volume = read(cut).orElseThrow();
        assertEquals(List.of("r1_rmeta_0"), volume.segments().stream().map(LvmSegment::volume).toList());
        assertTrue(volume.says().toString().contains("r1_rimage_0 is said to lie behind the end"),
                volume.says().toString());
    }

    @Test
    void aDiskWithoutALabelIsNoPhysicalVolume() throws MetadataUnreadable {
        assertEquals(Optional.empty(), read(Fixtures.member("a")));
        assertEquals(Optional.empty(), read(new MemoryDevice(700, true)));
    }

    private static Optional<LvmPhysicalVolume> read(BlockDevice device) throws MetadataUnreadable {
        return LvmPhysicalVolume.read(new MetadataReader(device));
    }
}
