"""The only door for what a learner hands in. Nothing else in ``grading`` reads submitted bytes.

====================  =======================  =====================  ====================================
what crosses          form                     cap                    who parses it
====================  =======================  =====================  ====================================
a class's archive     zip or folder            2 GB unpacked, no links  ``archive``: names and bytes only
the notebook          JSON text                30 MB, 2,000 cells     ``submission``: strings only, by name
a cell's source       text                     200,000 characters     nobody here; runs in the sandbox
a written answer      Markdown                 50,000 characters      ``markup``: HTML sanitised
a workbook            bytes                    20 MB                  ``workbook``: openpyxl and LibreOffice
                                                                      in a sandbox without learner code
a reply to a check    typed JSON               5 MB                   ``reply``: helpers.checking.plain
a cell's outputs      nbformat outputs         100,000 characters     ``markup``: allow-listed types,
                                                                      HTML sanitised, images checked
====================  =======================  =====================  ====================================

Replies and outputs come in messages, as JSON with its length before it (``execution.channel``, 40 MB
each) or through Jupyter's own client; what is in them is untrusted until it is through this door.

File names are never taken from a submission: they come from the lesson's allow-list.
"""
