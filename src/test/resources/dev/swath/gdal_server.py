"""Does what GDAL's command line tools and Python scripts do, one after the other in one process.

Each line of the input is a command as a JSON list of words; each line of the output is its exit code and what it printed.
The tools are the functions of GDAL's library that the programs of the same names consist of.
"""

import contextlib
import gc
import io
import json
import os
import runpy
import sys
import traceback

from osgeo import gdal

# The answers have a channel of their own: nothing that a library prints gets in between.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)


def info(words):
    print(gdal.InfoInternal(gdal.OpenEx(words[-1]), gdal.GDALInfoOptions(words[:-1])), end="")


def translate(words):
    options = [word for word in words[:-2] if word != "-q"]
    gdal.Translate(words[-1], words[-2], options=gdal.TranslateOptions(options=options))


def overviews(words):
    _, _, method, file, *factors = words
    dataset = gdal.OpenEx(file, gdal.OF_RASTER | gdal.OF_UPDATE)
    dataset.BuildOverviews(method, [int(factor) for factor in factors])


TOOLS = {"gdalinfo": info, "gdal_translate": translate, "gdaladdo": overviews}


def tool(name, words):
    configuration = {}
    while "--config" in words:
        at = words.index("--config")
        configuration[words[at + 1]] = words[at + 2]
        del words[at : at + 3]
    for key, value in configuration.items():
        gdal.SetConfigOption(key, value)
    gdal.UseExceptions()
    try:
        TOOLS[name](words)
    finally:
        gdal.DontUseExceptions()
        for key in configuration:
            gdal.SetConfigOption(key, None)


def script(words):
    if words[0] == "-m":
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = words
        runpy.run_path(words[0], run_name="__main__")


def run(name, *words):
    try:
        if name in TOOLS:
            tool(name, list(words))
        else:
            script(list(words))
        return 0
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        gc.collect()


for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(*json.loads(line))
    print(json.dumps({"code": code, "out": out.getvalue(), "err": err.getvalue()}), file=answers, flush=True)
