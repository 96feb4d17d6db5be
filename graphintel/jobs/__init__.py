"""Work that outlives the request that asked for it: a queue between processes, and whoever works through it.

The queue only makes it quick. What there is to do stands elsewhere (for batches: in the store and in the folder of the
upload), so that nothing is lost with the queue, and nothing is done twice because it stands in it twice.
"""
