"""Make the sample show's sound, timed transcripts and cover anew: `python tests/make_sample.py`.

Needs espeak-ng, ffmpeg and Pillow. Each line is spoken apart, so the times are its real ones.
The words of the show were written for it.
"""

import math
import subprocess
import tempfile
import wave
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
VOICES = {"Maud": "en-gb+f3", "Iwan": "en-gb+m3", "Yann": "fr+m2", "Anne": "fr+f2"}
PAUSE = 0.35

SPOKEN: dict[str, list[tuple[str, str]]] = {
    "000-trailer": [
        ("Maud", "This is Keepers of the Light, a show about lighthouses and the people who kept them burning."),
        ("Maud", "A new story, every second Monday, told in the time it takes to climb a tower."),
    ],
    "001-the-stairs": [
        ("Maud", "Welcome to Keepers of the Light. I am Maud, and today we climb."),
        ("Iwan", "One hundred and ninety nine steps. I counted them every night for eleven years."),
        ("Maud", "What did you carry up there, Iwan?"),
        ("Iwan", "Oil, mostly. Ten litres a night in winter. And a sandwich, if my wife was pleased with me."),
        ("Maud", "And when the power came?"),
        ("Iwan", "Then I carried only the sandwich. But the legs never forgot."),
    ],
    "002-the-lens": [
        ("Maud", "A lens can throw the light of one lamp twenty miles out to sea."),
        ("Iwan", "It is all rings of glass, each ring bent a little more than the last."),
        ("Maud", "Who cleaned it?"),
        ("Iwan", "I did, with spirit and a linen cloth, and I held my breath while I did it."),
    ],
    "003-la-brume": [
        ("Anne", "Bonjour et bienvenue aux Gardiens du phare. Je suis Anne."),
        ("Yann", "Et moi, je suis Yann. Dans la brume, on n'entend plus que la corne."),
        ("Anne", "Combien de temps pouvait durer la brume ?"),
        ("Yann", "Une fois, neuf jours. Le dixième matin, le silence m'a réveillé."),
    ],
    "004-letters": [
        ("Maud", "A bonus for you: three letters that listeners sent to us."),
        ("Iwan", "The first one asks whether I miss the sea. I can see it from my kitchen."),
    ],
}  # fmt: skip


def speak(lines: list[tuple[str, str]], mp3: Path) -> list[tuple[float, float, str, str]]:
    """Speak the lines into *mp3*; return start, end (seconds), speaker and words of each."""
    cues = []
    at = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch, "whole.wav")
        with wave.open(str(whole), "wb") as out:
            for who, words in lines:
                part = Path(scratch, "part.wav")
                subprocess.run(
                    ["espeak-ng", "-v", VOICES[who], "-s", "160", "-w", part, words], check=True
                )
                with wave.open(str(part), "rb") as sound:
                    if not cues:
                        out.setparams(sound.getparams())
                    frames = sound.readframes(sound.getnframes())
                    length = sound.getnframes() / sound.getframerate()
                    silence = bytes(2 * int(PAUSE * sound.getframerate()))
                out.writeframes(frames + silence)
                cues.append((at, at + length, who, words))
                at += length + len(silence) / 2 / 22050
        subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-i", whole, "-ac", "1", "-ar", "22050", "-b:a", "24k",
             "-fflags", "+bitexact", "-map_metadata", "-1", "-metadata",
             "artist=Keepers of the Light", mp3],
            check=True,
        )  # fmt: skip
    return cues


def clock(seconds: float, mark: str) -> str:
    """Write a time of a caption."""
    whole = round(seconds * 1000)
    return f"00:{whole // 60000:02}:{whole // 1000 % 60:02}{mark}{whole % 1000:03}"


def write_vtt(cues: list[tuple[float, float, str, str]], to: Path) -> None:
    """Write WebVTT with voices."""
    blocks = [
        f"{clock(start, '.')} --> {clock(end, '.')}\n<v {who}>{words}\n"
        for start, end, who, words in cues
    ]
    to.write_text("WEBVTT\n\n" + "\n".join(blocks), encoding="utf-8")


def write_srt(cues: list[tuple[float, float, str, str]], to: Path) -> None:
    """Write SubRip with names."""
    blocks = [
        f"{number}\n{clock(start, ',')} --> {clock(end, ',')}\n{who}: {words}\n"
        for number, (start, end, who, words) in enumerate(cues, 1)
    ]
    to.write_text("\n".join(blocks), encoding="utf-8")


def draw_cover(to: Path) -> None:
    """Draw a lighthouse at night: a tower, its beams, the sea."""
    size = 3000
    image = Image.new("RGB", (size, size), (16, 32, 62))
    draw = ImageDraw.Draw(image)
    for band in range(24):
        shade = (16 + band * 3, 32 + band * 3, 62 + band * 3)
        draw.rectangle((0, band * 90, size, band * 90 + 90), fill=shade)
    lamp = (1500, 830)
    for angle, spread in ((-8, 7), (188, 7)):
        ends = [
            (lamp[0] + 2600 * math.cos(math.radians(a)), lamp[1] + 2600 * math.sin(math.radians(a)))
            for a in (angle - spread, angle + spread)
        ]
        draw.polygon([lamp, *ends], fill=(246, 214, 120))
    draw.polygon([(1330, 980), (1670, 980), (1800, 2350), (1200, 2350)], fill=(244, 240, 230))
    for top in (1180, 1620, 2060):
        left, right = (130 * (top - 980) / 1370 for _ in range(2))
        bottom = top + 210
        lower = 130 * (bottom - 980) / 1370
        draw.polygon(
            [
                (1330 - left, top),
                (1670 + right, top),
                (1670 + lower, bottom),
                (1330 - lower, bottom),
            ],
            fill=(190, 52, 48),
        )
    draw.rectangle((1250, 930, 1750, 990), fill=(40, 44, 60))
    draw.rectangle((1370, 720, 1630, 930), fill=(255, 236, 170))
    draw.polygon([(1330, 720), (1670, 720), (1500, 560)], fill=(190, 52, 48))
    draw.ellipse((500, 2180, 2500, 2700), fill=(38, 44, 54))
    for row in range(7):
        y = 2400 + row * 100
        points = [(x, y + 26 * math.sin(x / 110 + row)) for x in range(0, size + 1, 20)]
        draw.polygon(
            [*points, (size, size), (0, size)], fill=(12 + row * 2, 60 + row * 9, 96 + row * 9)
        )
    image.quantize(64, method=Image.Quantize.MEDIANCUT).convert("RGB").save(to, optimize=True)


def main() -> None:
    """Make all of it."""
    for name, lines in SPOKEN.items():
        cues = speak(lines, ROOT / "media" / f"{name}.mp3")
        if name == "001-the-stairs":
            write_vtt(cues, ROOT / "episodes" / f"{name}.vtt")
        if name == "004-letters":
            write_srt(cues, ROOT / "episodes" / f"{name}.srt")
    draw_cover(ROOT / "media" / "cover.png")


if __name__ == "__main__":
    main()
